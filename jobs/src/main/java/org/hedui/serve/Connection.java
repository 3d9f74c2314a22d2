package org.hedui.serve;

import static org.hedui.serve.Replies.answer;
import static org.hedui.serve.Replies.done;
import static org.hedui.serve.Replies.fault;
import static org.hedui.serve.Replies.handle;
import static org.hedui.serve.Replies.id;
import static org.hedui.serve.Replies.operation;
import static org.hedui.serve.Replies.wrong;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TCancelOperationReq;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TCancelOperationResp;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TCloseOperationReq;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TCloseOperationResp;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TCloseSessionReq;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TCloseSessionResp;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TColumn;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TExecuteStatementReq;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TExecuteStatementResp;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TFetchResultsReq;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TFetchResultsResp;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TGetCatalogsReq;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TGetCatalogsResp;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TGetColumnsReq;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TGetColumnsResp;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TGetFunctionsReq;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TGetFunctionsResp;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TGetInfoReq;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TGetInfoResp;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TGetInfoValue;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TGetOperationStatusReq;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TGetOperationStatusResp;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TGetPrimaryKeysReq;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TGetPrimaryKeysResp;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TGetQueryIdReq;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TGetQueryIdResp;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TGetResultSetMetadataReq;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TGetResultSetMetadataResp;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TGetSchemasReq;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TGetSchemasResp;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TGetTableTypesReq;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TGetTableTypesResp;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TGetTablesReq;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TGetTablesResp;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TGetTypeInfoReq;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TGetTypeInfoResp;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TOpenSessionReq;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TOpenSessionResp;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TOperationHandle;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TOperationState;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TOperationType;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TProtocolVersion;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TRowSet;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TSessionHandle;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TStringColumn;
import org.hedui.contract.Layer;

/**
 * What one connection says, in the protocol of HiveServer2. User and rights are those of its login;
 * sessions and statements belong to the connection and end with it, so that nobody can reach
 * another's.
 */
final class Connection extends ReadingOnly implements AutoCloseable {
  private static final TProtocolVersion NEWEST = TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10;

  /** From this one on rows go by columns. */
  private static final TProtocolVersion OLDEST = TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V6;

  private static final String SCHEMA_OF_SESSION = "use:database";
  private static final int LONGEST_STATEMENT = 200_000;
  private static final int MOST_STATEMENTS = 50;
  private static final int MOST_ROWS = 10_000;

  /** Drivers ask again at once, so an answer waits for news. */
  private static final long POLL_SECONDS = 5;

  /** What a fetch asks for if not for rows. */
  private static final short MESSAGES = 1;

  private final User user;
  private final Statements statements;
  private final Workers workers;
  private final Map<UUID, Session> sessions = new ConcurrentHashMap<>();
  private final Map<UUID, Query> queries = new ConcurrentHashMap<>();

  /** A connection of a user who has logged in. */
  Connection(User user, Statements statements, Workers workers) {
    this.user = user;
    this.statements = statements;
    this.workers = workers;
  }

  @Override
  public TOpenSessionResp OpenSession(TOpenSessionReq request) {
    TProtocolVersion asked = request.getClient_protocol();
    return answer(
        () -> {
          if (asked.compareTo(OLDEST) < 0) {
            throw fault("CLIENT_TOO_OLD", "The driver is too old; take a newer one.");
          }
          Session session = new Session(user);
          // Whatever else a client would like to set is left alone: nothing can be set here.
          String schema =
              Optional.ofNullable(request.getConfiguration())
                  .map(settings -> settings.get(SCHEMA_OF_SESSION))
                  .orElse("default");
          // Every client names a schema; that it is no gold one is no fault of a user without gold.
          if (user.mayRead(Layer.GOLD) || !schema.equals("default")) {
            session.use(schema.toLowerCase(Locale.ROOT), statements.readable(session));
          }
          UUID id = UUID.randomUUID();
          sessions.put(id, session);
          TOpenSessionResp response =
              new TOpenSessionResp(done(), asked.compareTo(NEWEST) < 0 ? asked : NEWEST);
          response.setSessionHandle(new TSessionHandle(handle(id)));
          response.setConfiguration(Map.of());
          return response;
        },
        status -> new TOpenSessionResp(status, NEWEST));
  }

  @Override
  public TCloseSessionResp CloseSession(TCloseSessionReq request) {
    sessions.remove(id(request.getSessionHandle().getSessionId()));
    return new TCloseSessionResp(done());
  }

  @Override
  public TExecuteStatementResp ExecuteStatement(TExecuteStatementReq request) {
    return answer(
        () -> {
          Session session = session(request.getSessionHandle());
          String sql = request.getStatement();
          if (sql.length() > LONGEST_STATEMENT) {
            throw fault("SQL_REFUSED", "The statement is too long.");
          }
          Query query = begin(() -> statements.answer(session, sql), request.getQueryTimeout());
          if (!request.isRunAsync()) {
            Optional<Fault> fault = query.fault();
            if (fault.isPresent()) {
              queries.remove(query.id());
              return new TExecuteStatementResp(wrong(fault.get()));
            }
          }
          TExecuteStatementResp response = new TExecuteStatementResp(done());
          response.setOperationHandle(operation(query, TOperationType.EXECUTE_STATEMENT));
          return response;
        },
        TExecuteStatementResp::new);
  }

  private Query begin(Callable<Answer> work, long seconds) {
    if (queries.size() >= MOST_STATEMENTS) {
      throw fault("SQL_REFUSED", "Close the results of other statements first.");
    }
    Query query = new Query(statements.spark(), user, work);
    queries.put(query.id(), query);
    workers.run(query, seconds);
    return query;
  }

  @Override
  public TGetOperationStatusResp GetOperationStatus(TGetOperationStatusReq request) {
    return answer(
        () -> {
          Query query = query(request.getOperationHandle());
          TGetOperationStatusResp response = new TGetOperationStatusResp(done());
          response.setHasResultSet(true);
          if (!query.isDoneWithin(POLL_SECONDS)) {
            response.setOperationState(TOperationState.RUNNING_STATE);
            return response;
          }
          Optional<Fault> fault = query.fault();
          fault.ifPresentOrElse(
              wrong -> {
                response.setOperationState(
                    query.isStopped()
                        ? TOperationState.CANCELED_STATE
                        : TOperationState.ERROR_STATE);
                response.setErrorMessage(wrong.message());
                response.setSqlState(Fault.SQL_STATE);
              },
              () -> response.setOperationState(TOperationState.FINISHED_STATE));
          return response;
        },
        TGetOperationStatusResp::new);
  }

  @Override
  public TCancelOperationResp CancelOperation(TCancelOperationReq request) {
    Optional.ofNullable(queries.get(id(request.getOperationHandle().getOperationId())))
        .ifPresent(Query::stop);
    return new TCancelOperationResp(done());
  }

  @Override
  public TCloseOperationResp CloseOperation(TCloseOperationReq request) {
    Optional.ofNullable(queries.remove(id(request.getOperationHandle().getOperationId())))
        .ifPresent(Query::stop);
    return new TCloseOperationResp(done());
  }

  @Override
  public TGetResultSetMetadataResp GetResultSetMetadata(TGetResultSetMetadataReq request) {
    return answer(
        () -> {
          TGetResultSetMetadataResp response = new TGetResultSetMetadataResp(done());
          response.setSchema(RowBatch.describe(query(request.getOperationHandle()).schema()));
          return response;
        },
        TGetResultSetMetadataResp::new);
  }

  @Override
  public TFetchResultsResp FetchResults(TFetchResultsReq request) {
    return answer(
        () -> {
          TFetchResultsResp response = new TFetchResultsResp(done());
          response.setHasMoreRows(false);
          if (request.getFetchType() == MESSAGES) {
            TRowSet none = new TRowSet(0, List.of());
            none.addToColumns(
                TColumn.stringVal(new TStringColumn(List.of(), ByteBuffer.allocate(0))));
            response.setResults(none);
          } else {
            int most = (int) Math.max(1, Math.min(MOST_ROWS, request.getMaxRows()));
            response.setResults(query(request.getOperationHandle()).fetch(most));
          }
          return response;
        },
        TFetchResultsResp::new);
  }

  @Override
  public TGetInfoResp GetInfo(TGetInfoReq request) {
    // Tools choose their dialect by the name.
    String value =
        switch (request.getInfoType()) {
          case CLI_SERVER_NAME -> "Hedui";
          case CLI_DBMS_NAME -> "Spark SQL";
          case CLI_DBMS_VER -> statements.spark().version();
          case CLI_DATA_SOURCE_READ_ONLY -> "Y";
          case CLI_IDENTIFIER_QUOTE_CHAR -> "`";
          default -> "";
        };
    return new TGetInfoResp(done(), TGetInfoValue.stringValue(value));
  }

  @Override
  public TGetTypeInfoResp GetTypeInfo(TGetTypeInfoReq request) {
    return answer(
        () -> {
          TGetTypeInfoResp response = new TGetTypeInfoResp(done());
          response.setOperationHandle(
              metadata(
                  request.getSessionHandle(),
                  TOperationType.GET_TYPE_INFO,
                  readable -> Metadata.types()));
          return response;
        },
        TGetTypeInfoResp::new);
  }

  @Override
  public TGetCatalogsResp GetCatalogs(TGetCatalogsReq request) {
    return answer(
        () -> {
          TGetCatalogsResp response = new TGetCatalogsResp(done());
          response.setOperationHandle(
              metadata(
                  request.getSessionHandle(),
                  TOperationType.GET_CATALOGS,
                  readable -> Metadata.catalogs()));
          return response;
        },
        TGetCatalogsResp::new);
  }

  @Override
  public TGetSchemasResp GetSchemas(TGetSchemasReq request) {
    return answer(
        () -> {
          TGetSchemasResp response = new TGetSchemasResp(done());
          response.setOperationHandle(
              metadata(
                  request.getSessionHandle(),
                  TOperationType.GET_SCHEMAS,
                  readable -> Metadata.schemas(readable, request.getSchemaName())));
          return response;
        },
        TGetSchemasResp::new);
  }

  @Override
  public TGetTablesResp GetTables(TGetTablesReq request) {
    return answer(
        () -> {
          TGetTablesResp response = new TGetTablesResp(done());
          response.setOperationHandle(
              metadata(
                  request.getSessionHandle(),
                  TOperationType.GET_TABLES,
                  readable ->
                      Metadata.tables(
                          readable,
                          request.getSchemaName(),
                          request.getTableName(),
                          request.getTableTypes())));
          return response;
        },
        TGetTablesResp::new);
  }

  @Override
  public TGetTableTypesResp GetTableTypes(TGetTableTypesReq request) {
    return answer(
        () -> {
          TGetTableTypesResp response = new TGetTableTypesResp(done());
          response.setOperationHandle(
              metadata(
                  request.getSessionHandle(),
                  TOperationType.GET_TABLE_TYPES,
                  readable -> Metadata.tableTypes()));
          return response;
        },
        TGetTableTypesResp::new);
  }

  @Override
  public TGetColumnsResp GetColumns(TGetColumnsReq request) {
    return answer(
        () -> {
          TGetColumnsResp response = new TGetColumnsResp(done());
          response.setOperationHandle(
              metadata(
                  request.getSessionHandle(),
                  TOperationType.GET_COLUMNS,
                  readable ->
                      Metadata.columns(
                          readable,
                          request.getSchemaName(),
                          request.getTableName(),
                          request.getColumnName())));
          return response;
        },
        TGetColumnsResp::new);
  }

  @Override
  public TGetFunctionsResp GetFunctions(TGetFunctionsReq request) {
    return answer(
        () -> {
          TGetFunctionsResp response = new TGetFunctionsResp(done());
          response.setOperationHandle(
              metadata(
                  request.getSessionHandle(),
                  TOperationType.GET_FUNCTIONS,
                  readable -> Metadata.functions()));
          return response;
        },
        TGetFunctionsResp::new);
  }

  @Override
  public TGetPrimaryKeysResp GetPrimaryKeys(TGetPrimaryKeysReq request) {
    return answer(
        () -> {
          TGetPrimaryKeysResp response = new TGetPrimaryKeysResp(done());
          response.setOperationHandle(
              metadata(
                  request.getSessionHandle(),
                  TOperationType.GET_FUNCTIONS,
                  readable -> Metadata.primaryKeys()));
          return response;
        },
        TGetPrimaryKeysResp::new);
  }

  @Override
  public TGetQueryIdResp GetQueryId(TGetQueryIdReq request) {
    return new TGetQueryIdResp(String.valueOf(id(request.getOperationHandle().getOperationId())));
  }

  /** Ends all that the connection began. */
  @Override
  public void close() {
    queries.values().forEach(Query::stop);
    queries.clear();
    sessions.clear();
  }

  private TOperationHandle metadata(
      TSessionHandle handle, TOperationType type, Function<UserTables, Answer> work) {
    Session session = session(handle);
    Query query = begin(() -> work.apply(statements.readable(session)), 0);
    query
        .fault()
        .ifPresent(
            fault -> {
              queries.remove(query.id());
              throw fault("METADATA_FAILED", fault.message());
            });
    return operation(query, type);
  }

  private Session session(TSessionHandle handle) {
    return Optional.ofNullable(sessions.get(id(handle.getSessionId())))
        .orElseThrow(() -> fault("SESSION_UNKNOWN", "The session is over; connect again."));
  }

  private Query query(TOperationHandle handle) {
    return Optional.ofNullable(queries.get(id(handle.getOperationId())))
        .orElseThrow(() -> fault("STATEMENT_UNKNOWN", "The statement is over; run it again."));
  }
}
