package org.hedui.serve;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.THandleIdentifier;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TOperationHandle;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TOperationType;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TStatus;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TStatusCode;
import org.hedui.contract.HeduiException;

/** Statuses and handles of the protocol of HiveServer2. */
final class Replies {
  private Replies() {}

  /** What some work answers, or that it failed and why. */
  static <T> T answer(Callable<T> work, Function<TStatus, T> failed) {
    try {
      return work.call();
    } catch (Exception e) {
      return failed.apply(wrong(Fault.of(e)));
    }
  }

  /** A fault of the client. */
  static HeduiException fault(String code, String message) {
    return new HeduiException(code, 2, message);
  }

  /** That all went well. */
  static TStatus done() {
    return new TStatus(TStatusCode.SUCCESS_STATUS);
  }

  /** That this endpoint does not do it. */
  static TStatus notOffered() {
    return wrong(new Fault("[NOT_OFFERED] The endpoint only reads."));
  }

  /** That something failed. */
  static TStatus wrong(Fault fault) {
    TStatus status = new TStatus(TStatusCode.ERROR_STATUS);
    status.setErrorMessage(fault.message());
    status.setSqlState(Fault.SQL_STATE);
    return status;
  }

  /** How a client names a query. */
  static TOperationHandle operation(Query query, TOperationType type) {
    return new TOperationHandle(handle(query.id()), type, true);
  }

  /** An id as clients name it. */
  static THandleIdentifier handle(UUID id) {
    ByteBuffer guid =
        ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .flip();
    // Handles are known to their connection alone, so they need no secret of their own.
    return new THandleIdentifier(guid, ByteBuffer.wrap(new byte[16]));
  }

  /** The id behind a name; one that nothing has if it is none. */
  static UUID id(THandleIdentifier handle) {
    ByteBuffer guid = ByteBuffer.wrap(handle.getGuid());
    return guid.remaining() == 16 ? new UUID(guid.getLong(), guid.getLong()) : new UUID(0, 0);
  }
}
