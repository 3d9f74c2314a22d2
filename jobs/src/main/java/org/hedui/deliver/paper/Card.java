package org.hedui.deliver.paper;

import java.math.BigDecimal;
import java.sql.Date;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * What the card of a household shows. A text is empty where nothing is known.
 *
 * @param number of the household
 * @param head its head
 * @param place where it lives, down to the village
 * @param kind its class
 * @param type its type in the poverty register
 * @param cause of its hardship
 * @param persons how many
 * @param members who they are, the head first
 * @param term of the amounts
 * @param owed to all of them in the term
 * @param paid to all of them in the term
 * @param measures of support
 * @param helper of the household
 * @param visited last
 */
record Card(
    String number,
    String head,
    String place,
    String kind,
    String type,
    String cause,
    int persons,
    List<Member> members,
    String term,
    BigDecimal owed,
    BigDecimal paid,
    String measures,
    String helper,
    Optional<Date> visited) {

  /** A member. */
  record Member(String name, String relation, String school, BigDecimal owed, BigDecimal paid) {}

  /** Copies the list. */
  Card {
    members = List.copyOf(members);
  }

  /** A row of the view {@code household}. */
  static Card of(Row row) {
    List<Row> members = row.getList(row.fieldIndex("members"));
    return new Card(
        text(row, "household_no"),
        text(row, "head"),
        text(row, "place"),
        text(row, "class"),
        text(row, "type"),
        text(row, "cause"),
        row.<Integer>getAs("persons"),
        members.stream()
            .map(
                member ->
                    new Member(
                        text(member, "name"),
                        text(member, "relation"),
                        text(member, "school_class"),
                        member.getAs("owed"),
                        member.getAs("paid")))
            .toList(),
        text(row, "term"),
        row.getAs("owed"),
        row.getAs("paid"),
        text(row, "measures"),
        text(row, "helper"),
        Optional.ofNullable(row.<Date>getAs("last_visit")));
  }

  private static String text(Row row, String column) {
    return Optional.ofNullable(row.<String>getAs(column)).orElse("");
  }
}
