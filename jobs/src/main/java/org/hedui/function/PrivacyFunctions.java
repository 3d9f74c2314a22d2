package org.hedui.function;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/** What leaves the lake in place of personal values: {@link PseudonymKey}, {@link Masks}. */
public final class PrivacyFunctions {
  static final List<NativeFunction> ALL =
      List.of(
          new PseudonymFunction(),
          new LastingFunction(),
          new RotatedFunction(),
          new RotatedHash(),
          new MaskId(),
          new MaskName(),
          new MaskPhone());

  private PrivacyFunctions() {}

  /**
   * {@code pseudonym(domain, value)}: 64 hexadecimal digits made with the key of {@link
   * PseudonymKey#lake}.
   */
  public static final class PseudonymFunction extends NativeFunction {
    PseudonymFunction() {
      super("pseudonym(domain, value)", DataTypes.StringType);
    }

    /** Called by Spark. */
    public static UTF8String invoke(UTF8String domain, UTF8String value) {
      if (domain == null || value == null) {
        return null;
      }
      return utf8(PseudonymKey.lake().pseudonym(domain.toString(), value.toString()));
    }
  }

  /** {@code lasting(domain, value)}: {@link PseudonymKey#lasting}. */
  public static final class LastingFunction extends NativeFunction {
    LastingFunction() {
      super("lasting(domain, value)", DataTypes.StringType);
    }

    /** Called by Spark. */
    public static UTF8String invoke(UTF8String domain, UTF8String value) {
      if (domain == null || value == null) {
        return null;
      }
      return utf8(PseudonymKey.lake().lasting(domain.toString(), value.toString()));
    }
  }

  /**
   * {@code rotated(fingerprint, s)}: {@link KeyStep#text}. The fingerprint is that of the new key:
   * an executor that was given another must not take part.
   */
  public static final class RotatedFunction extends NativeFunction {
    RotatedFunction() {
      super("rotated(fingerprint, s)", DataTypes.StringType);
    }

    /** Called by Spark. */
    public static UTF8String invoke(UTF8String fingerprint, UTF8String s) {
      return s == null ? null : utf8(step(fingerprint).text(s.toString()));
    }
  }

  /** {@code rotated_hash(fingerprint, s)}: {@link KeyStep#hash}. */
  public static final class RotatedHash extends NativeFunction {
    RotatedHash() {
      super("rotated_hash(fingerprint, s)", DataTypes.StringType);
    }

    /** Called by Spark. */
    public static UTF8String invoke(UTF8String fingerprint, UTF8String s) {
      return s == null ? null : utf8(step(fingerprint).hash(s.toString()));
    }
  }

  private static KeyStep step(UTF8String fingerprint) {
    return PseudonymKey.lake().stepTo(fingerprint.toString());
  }

  /** {@code mask_id(s)}: {@link Masks#id}. */
  public static final class MaskId extends NativeFunction {
    MaskId() {
      super("mask_id(s)", DataTypes.StringType);
    }

    /** Called by Spark. */
    public static UTF8String invoke(UTF8String s) {
      return utf8(Masks.id(string(s)));
    }
  }

  /** {@code mask_name(s)}: {@link Masks#name}. */
  public static final class MaskName extends NativeFunction {
    MaskName() {
      super("mask_name(s)", DataTypes.StringType);
    }

    /** Called by Spark. */
    public static UTF8String invoke(UTF8String s) {
      return utf8(Masks.name(string(s)));
    }
  }

  /** {@code mask_phone(s)}: {@link Masks#phone}. */
  public static final class MaskPhone extends NativeFunction {
    MaskPhone() {
      super("mask_phone(s)", DataTypes.StringType);
    }

    /** Called by Spark. */
    public static UTF8String invoke(UTF8String s) {
      return utf8(Masks.phone(string(s)));
    }
  }
}
