package org.hedui.serve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.UnresolvedNamespace;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableOrView;
import org.apache.spark.sql.catalyst.plans.logical.DescribeRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SetCatalogAndNamespace;
import org.apache.spark.sql.catalyst.plans.logical.ShowNamespaces;
import org.apache.spark.sql.catalyst.plans.logical.ShowTables;
import org.apache.spark.sql.catalyst.plans.logical.ShowViews;
import org.apache.spark.sql.execution.command.SetNamespaceCommand;
import org.apache.spark.sql.types.StructField;
import org.hedui.contract.Layer;
import org.hedui.contract.TableName;
import org.hedui.lake.LakeAddress;
import org.hedui.lake.LiveTables;
import org.hedui.lake.PublishedTables;
import org.hedui.lake.Substitution;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Answers statements with the rights of a user. What Spark is given holds the user's tables in the
 * place of their names; it never looks a name up itself, and metadata is answered without it.
 */
final class Statements {
  private final SparkSession spark;
  private final LakeAddress lake;
  private final LiveTables tables;
  private final ReadAudit audit;

  Statements(SparkSession spark, LakeAddress lake, ReadAudit audit) {
    this.spark = spark;
    this.lake = lake;
    this.tables = new LiveTables(spark, lake);
    this.audit = audit;
  }

  /** The tables that a user may read now. */
  UserTables readable(Session session) {
    return new UserTables(session.user(), session.schema(), tables.current());
  }

  /** The session that statements are run in. */
  SparkSession spark() {
    return spark;
  }

  /**
   * Answers a statement; rows are read when they are asked for, those of restricted tables once
   * their reading is written down.
   *
   * @throws Exception what Spark throws, and HeduiException if the statement is refused
   */
  Answer answer(Session session, String sql) throws Exception {
    LogicalPlan parsed =
        spark.sessionState().sqlParser().parsePlan(sql.strip().replaceFirst(";\\s*$", ""));
    UserTables readable = readable(session);
    if (parsed instanceof SetNamespaceCommand use) {
      session.use(String.join(".", strings(use.namespace())).toLowerCase(Locale.ROOT), readable);
      return Answer.of("result string", List.of());
    }
    if (parsed instanceof SetCatalogAndNamespace use
        && use.child() instanceof UnresolvedNamespace namespace) {
      session.use(
          String.join(".", strings(namespace.multipartIdentifier())).toLowerCase(Locale.ROOT),
          readable);
      return Answer.of("result string", List.of());
    }
    if (parsed instanceof ShowNamespaces show) {
      return schemas(readable, show.pattern().isDefined() ? show.pattern().get() : "*");
    }
    if (parsed instanceof ShowTables show) {
      return tables(
          readable,
          namespace(show.namespace(), session.schema()),
          show.pattern().isDefined() ? show.pattern().get() : "*");
    }
    if (parsed instanceof ShowViews) {
      return Answer.of("namespace string, viewName string, isTemporary boolean", List.of());
    }
    if (parsed instanceof DescribeRelation describe
        && !describe.isExtended()
        && describe.partitionSpec().isEmpty()
        && describe.relation() instanceof UnresolvedTableOrView table) {
      return columns(readable.describe(strings(table.multipartIdentifier())));
    }
    return query(readable, session.user(), parsed, sql);
  }

  private Answer query(UserTables readable, User user, LogicalPlan parsed, String sql) {
    ReadingSql.requireParsed(parsed);
    LogicalPlan plan = Substitution.in(parsed, readable);
    Dataset<Row> rows = Substitution.dataset(spark, plan).limit(RowLimit.MOST + 1);
    ReadingSql.requireAnalysed(rows.queryExecution().analyzed(), paths(readable));
    Set<TableName> restricted =
        readable.read().stream()
            .filter(table -> table.layer() == Layer.RESTRICTED)
            .collect(Collectors.toSet());
    if (!restricted.isEmpty()) {
      PublishedTables seen = readable.tables();
      audit.read(user.name(), restricted, seen.businessDate().orElseThrow(), sql, rows.count());
    }
    return new Answer(rows.schema(), new RowLimit(rows.toLocalIterator()));
  }

  private Set<String> paths(UserTables readable) {
    return readable.read().stream().map(lake::path).collect(Collectors.toSet());
  }

  private static Answer schemas(UserTables readable, String pattern) {
    List<Object[]> rows = new ArrayList<>();
    readable.names().keySet().stream()
        .filter(like(pattern))
        .forEach(schema -> rows.add(new Object[] {schema}));
    return Answer.of("namespace string", rows);
  }

  private static Answer tables(UserTables readable, String schema, String pattern) {
    List<Object[]> rows = new ArrayList<>();
    readable.names().getOrDefault(schema, List.of()).stream()
        .filter(like(pattern))
        .forEach(table -> rows.add(new Object[] {schema, table, false}));
    return Answer.of("namespace string, tableName string, isTemporary boolean", rows);
  }

  private static Answer columns(Dataset<Row> table) {
    List<Object[]> rows = new ArrayList<>();
    for (StructField field : table.schema().fields()) {
      rows.add(
          new Object[] {
            field.name(), Answer.sql(field.dataType()), field.getComment().getOrElse(() -> null)
          });
    }
    return Answer.of("col_name string, data_type string, comment string", rows);
  }

  private static String namespace(LogicalPlan named, String schema) {
    return named instanceof UnresolvedNamespace namespace
            && !namespace.multipartIdentifier().isEmpty()
        ? String.join(".", strings(namespace.multipartIdentifier())).toLowerCase(Locale.ROOT)
        : schema;
  }

  private static java.util.function.Predicate<String> like(String pattern) {
    // As SHOW … LIKE: * for any letters, | for or.
    String regex =
        Arrays.stream(pattern.split("\\|"))
            .map(part -> Pattern.quote(part.strip()).replace("*", "\\E.*\\Q"))
            .collect(Collectors.joining("|"));
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).asMatchPredicate();
  }

  private static List<String> strings(Seq<String> parts) {
    return JavaConverters.seqAsJavaList(parts);
  }
}
