package org.hedui.serve;

import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TCLIService;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TCancelDelegationTokenReq;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TCancelDelegationTokenResp;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TDownloadDataReq;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TDownloadDataResp;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TGetCrossReferenceReq;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TGetCrossReferenceResp;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TGetDelegationTokenReq;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TGetDelegationTokenResp;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TRenewDelegationTokenReq;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TRenewDelegationTokenResp;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TSetClientInfoReq;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TSetClientInfoResp;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TUploadDataReq;
import org.apache.kyuubi.shaded.hive.service.rpc.thrift.TUploadDataResp;
import org.apache.kyuubi.shaded.thrift.TApplicationException;
import org.apache.kyuubi.shaded.thrift.TException;

/** The part of the protocol of HiveServer2 that does more than read: it is not offered. */
abstract class ReadingOnly implements TCLIService.Iface {
  @Override
  public TGetCrossReferenceResp GetCrossReference(TGetCrossReferenceReq request) {
    return new TGetCrossReferenceResp(Replies.notOffered());
  }

  @Override
  public TGetDelegationTokenResp GetDelegationToken(TGetDelegationTokenReq request) {
    return new TGetDelegationTokenResp(Replies.notOffered());
  }

  @Override
  public TCancelDelegationTokenResp CancelDelegationToken(TCancelDelegationTokenReq request) {
    return new TCancelDelegationTokenResp(Replies.notOffered());
  }

  @Override
  public TRenewDelegationTokenResp RenewDelegationToken(TRenewDelegationTokenReq request) {
    return new TRenewDelegationTokenResp(Replies.notOffered());
  }

  @Override
  public TSetClientInfoResp SetClientInfo(TSetClientInfoReq request) {
    return new TSetClientInfoResp(Replies.done());
  }

  @Override
  public TUploadDataResp UploadData(TUploadDataReq request) throws TException {
    throw new TApplicationException(TApplicationException.UNKNOWN_METHOD, "It only reads.");
  }

  @Override
  public TDownloadDataResp DownloadData(TDownloadDataReq request) throws TException {
    throw new TApplicationException(TApplicationException.UNKNOWN_METHOD, "It only reads.");
  }
}
