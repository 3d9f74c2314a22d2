package org.hedui.function;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/** Numbers of persons: {@link IdNumber}, {@link StudentNumber}, {@link DisabilityCard}. */
public final class IdFunctions {
  static final List<NativeFunction> ALL =
      List.of(
          new IdText(),
          new IdKind(),
          new Id18(),
          new IdCheckOk(),
          new IdCheckDigit(),
          new IdBirth(),
          new IdSex(),
          new StudentNumberKind(),
          new StudentNumberId18(),
          new DisabilityClass(),
          new DisabilityGrade());

  private IdFunctions() {}

  /** {@code id_text(s)}: the number as text, null if blank. */
  public static final class IdText extends NativeFunction {
    IdText() {
      super("id_text(s)", DataTypes.StringType);
    }

    /** Called by Spark. */
    public static UTF8String invoke(UTF8String s) {
      return utf8(IdNumber.text(string(s)));
    }
  }

  /** {@code id_kind(id_text)}: {@link IdNumber.Kind}, never null. */
  public static final class IdKind extends NativeFunction {
    IdKind() {
      super("id_kind(id_text)", DataTypes.StringType);
    }

    /** Called by Spark. */
    public static UTF8String invoke(UTF8String idText) {
      return utf8(IdNumber.kind(string(idText)).name());
    }
  }

  /** {@code id18(id_text)}: the valid 18-digit number or null. */
  public static final class Id18 extends NativeFunction {
    Id18() {
      super("id18(id_text)", DataTypes.StringType);
    }

    /** Called by Spark. */
    public static UTF8String invoke(UTF8String idText) {
      return utf8(IdNumber.valid(string(idText)));
    }
  }

  /** {@code id_check_ok(id_text)}: whether the check digit is right, null unless 18 characters. */
  public static final class IdCheckOk extends NativeFunction {
    IdCheckOk() {
      super("id_check_ok(id_text)", DataTypes.BooleanType);
    }

    /** Called by Spark. */
    public static Boolean invoke(UTF8String idText) {
      String text = string(idText);
      boolean eighteen = text != null && text.length() == 18;
      return eighteen ? IdNumber.checkDigitIsRight(text) : null;
    }
  }

  /** {@code id_check_digit(id_text)}: the check digit of the first 17 digits or null. */
  public static final class IdCheckDigit extends NativeFunction {
    IdCheckDigit() {
      super("id_check_digit(id_text)", DataTypes.StringType);
    }

    /** Called by Spark. */
    public static UTF8String invoke(UTF8String idText) {
      return utf8(IdNumber.checkDigit(string(idText)));
    }
  }

  /** {@code id_birth(id18)}: birth date or null. */
  public static final class IdBirth extends NativeFunction {
    IdBirth() {
      super("id_birth(id18)", DataTypes.DateType);
    }

    /** Called by Spark. */
    public static Integer invoke(UTF8String id18) {
      return days(IdNumber.birth(string(id18)));
    }
  }

  /** {@code id_sex(id18)}: {@code 1} male, {@code 2} female (GB/T 2261.1) or null. */
  public static final class IdSex extends NativeFunction {
    IdSex() {
      super("id_sex(id18)", DataTypes.StringType);
    }

    /** Called by Spark. */
    public static UTF8String invoke(UTF8String id18) {
      return utf8(IdNumber.sex(string(id18)));
    }
  }

  /** {@code student_number_kind(s)}: {@link StudentNumber.Kind}, never null. */
  public static final class StudentNumberKind extends NativeFunction {
    StudentNumberKind() {
      super("student_number_kind(s)", DataTypes.StringType);
    }

    /** Called by Spark. */
    public static UTF8String invoke(UTF8String s) {
      return utf8(StudentNumber.kind(string(s)).name());
    }
  }

  /** {@code student_number_id18(s)}: the valid ID number after a G or null. */
  public static final class StudentNumberId18 extends NativeFunction {
    StudentNumberId18() {
      super("student_number_id18(s)", DataTypes.StringType);
    }

    /** Called by Spark. */
    public static UTF8String invoke(UTF8String s) {
      return utf8(StudentNumber.idNumber(string(s)));
    }
  }

  /** {@code disability_class(card)}: {@code 1}–{@code 7} or null. */
  public static final class DisabilityClass extends NativeFunction {
    DisabilityClass() {
      super("disability_class(card)", DataTypes.StringType);
    }

    /** Called by Spark. */
    public static UTF8String invoke(UTF8String card) {
      return utf8(DisabilityCard.disabilityClass(string(card)));
    }
  }

  /** {@code disability_grade(card)}: {@code 1}–{@code 4} or null. */
  public static final class DisabilityGrade extends NativeFunction {
    DisabilityGrade() {
      super("disability_grade(card)", DataTypes.StringType);
    }

    /** Called by Spark. */
    public static UTF8String invoke(UTF8String card) {
      return utf8(DisabilityCard.grade(string(card)));
    }
  }
}
