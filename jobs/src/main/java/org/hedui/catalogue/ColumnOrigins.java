package org.hedui.catalogue;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hedui.catalogue.Lineage.Source;
import org.hedui.contract.Column;
import org.hedui.contract.Contract;
import org.hedui.contract.MentionRole;
import org.hedui.contract.Schemas;
import org.hedui.stage.RunViews;

/**
 * The delivered columns behind the columns of published tables: each view is followed to the views
 * it names, down to the registries. Tables that stages write in Java end the way; of persons the
 * registries that tell a value are named.
 */
public final class ColumnOrigins {
  private static final Map<String, MentionRole> PERSON =
      Map.of(
          "name", MentionRole.NAME,
          "name_norm", MentionRole.NAME,
          "id18", MentionRole.ID,
          "sex_code", MentionRole.SEX,
          "birth_date", MentionRole.BIRTH,
          "division_code", MentionRole.DIVISION);

  private final RunViews views;
  private final Schemas schemas;
  private final Map<String, Map<String, Set<Source>>> known = new HashMap<>();
  private final Set<String> open = new HashSet<>();

  /**
   * Over the views of a run; none is read.
   *
   * @param views of a lake that may be empty
   */
  public ColumnOrigins(RunViews views) {
    this.views = views;
    this.schemas = views.context().schemas();
  }

  /**
   * Where the values of a published column come from.
   *
   * @param view path below {@code schemas/views}, such as {@code gold/person}
   * @param column a column that it selects
   * @return {@code registry.column}, {@code registry} where it is the row as such, {@code
   *     silver.table.column} where a stage made it, or what schemas say, such as {@code
   *     codes_programme}; sorted
   */
  public Set<String> of(String view, String column) {
    Set<String> origins = new TreeSet<>();
    lineage(view).getOrDefault(column, Set.of()).forEach(source -> origins.addAll(origins(source)));
    return origins;
  }

  private Map<String, Set<Source>> lineage(String view) {
    Map<String, Set<Source>> found = known.get(view);
    if (found == null) {
      found = Lineage.of(views.select(view));
      known.put(view, found);
    }
    return found;
  }

  private Set<String> origins(Source source) {
    for (String folder : new String[] {"shared/", "silver/", ""}) {
      String view = folder + source.table();
      if (schemas.views().containsKey(view)) {
        if (!open.add(view)) {
          return Set.of();
        }
        Set<String> origins = of(view, source.column());
        open.remove(view);
        return origins;
      }
    }
    // Deliveries before the one that counts.
    Contract registry = schemas.contracts().get(source.table().replaceFirst("^earlier_", ""));
    if (registry != null) {
      return Set.of(
          declared(registry, source.column())
              .map(column -> registry.name() + "." + column.name())
              .orElse(registry.name()));
    }
    if (source.table().equals("person") && PERSON.containsKey(source.column())) {
      Set<String> origins = new TreeSet<>();
      for (Contract told : schemas.contracts(Contract.Kind.REGISTRY)) {
        told.mention(PERSON.get(source.column()))
            .ifPresent(column -> origins.add(told.name() + "." + column.name()));
      }
      return origins;
    }
    return schemas.contracts().containsKey("silver." + source.table())
        ? Set.of("silver." + source.table() + "." + source.column())
        : Set.of(source.table());
  }

  /** The delivered column that a silver column is made of, such as id_no of id_no_18. */
  private static Optional<Column> declared(Contract registry, String column) {
    return registry.columns().stream()
        .filter(own -> column.equals(own.name()) || column.startsWith(own.name() + "_"))
        .max(Comparator.comparingInt(own -> own.name().length()));
  }
}
