package org.hedui.ingest.file;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/** Counts the places of a stream of bytes that are no text in one encoding. */
final class MalformedCounter {
  private final CharsetDecoder decoder;
  private final CharBuffer sink = CharBuffer.allocate(1 << 13);
  private ByteBuffer rest = ByteBuffer.allocate(0);
  private long count;

  MalformedCounter(Charset charset) {
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /** Reads the next {@code length} bytes. */
  void add(byte[] bytes, int length) {
    ByteBuffer input = ByteBuffer.allocate(rest.remaining() + length);
    input.put(rest).put(bytes, 0, length).flip();
    decode(input, false);
    rest = input.slice();
  }

  /** The malformed places in all that was read, a character cut off at the end included. */
  long count() {
    ByteBuffer end = rest.duplicate();
    decode(end, true);
    rest = ByteBuffer.allocate(0);
    return count;
  }

  private void decode(ByteBuffer input, boolean last) {
    CoderResult result = decoder.decode(input, sink.clear(), last);
    while (!result.isUnderflow()) {
      if (result.isError()) {
        count++;
        input.position(input.position() + result.length());
      }
      result = decoder.decode(input, sink.clear(), last);
    }
  }
}
