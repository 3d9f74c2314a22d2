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
 * @param income net, a head and year; null if it is not known
 * @param members who they are, the head first
 * @param term of the amounts
 * @param owed to all of them in the term
 * @param paid to all of them in the term
 * @param measures of support
 * @param helper of the household
 * @param visited last
 * @param nextVisit the day by which the next visit is due
 */
record Card(
    String number,
    String head,
    String place,
    String kind,
    String type,
    String cause,
    int persons,
    BigDecimal income,
    List<Member> members,
    String term,
    BigDecimal owed,
    BigDecimal paid,
    String measures,
    String helper,
    Optional<Date> visited,
    Optional<Date> nextVisit) {

  /** A member, with what is owed and paid, programme by programme. */
  record Member(String name, String relation, String standing, String school, List<Aid> aids) {
    /** Copies the list. */
    Member {
      aids = List.copyOf(aids);
    }
  }

  /** A programme; a sum that is not known is null. */
  record Aid(String programme, BigDecimal owed, BigDecimal paid) {}

  /** Copies the list. */
  Card {
    members = List.copyOf(members);
  }

  /** A row of the view {@code household}. */
  static Card of(Row row) {
    return new Card(
        Texts.of(row, "household_no"),
        Texts.of(row, "head"),
        Texts.of(row, "place"),
        Texts.of(row, "class"),
        Texts.of(row, "type"),
        Texts.of(row, "cause"),
        row.<Integer>getAs("persons"),
        row.getAs("income_pc"),
        row.<Row>getList(row.fieldIndex("members")).stream().map(Card::member).toList(),
        Texts.of(row, "term"),
        row.getAs("owed"),
        row.getAs("paid"),
        Texts.of(row, "measures"),
        Texts.of(row, "helper"),
        Optional.ofNullable(row.<Date>getAs("last_visit")),
        Optional.ofNullable(row.<Date>getAs("next_visit")));
  }

  private static Member member(Row member) {
    return new Member(
        Texts.of(member, "name"),
        Texts.of(member, "relation"),
        Texts.of(member, "standing"),
        Texts.of(member, "school_class"),
        member.<Row>getList(member.fieldIndex("aids")).stream()
            .map(aid -> new Aid(Texts.of(aid, "programme"), aid.getAs("owed"), aid.getAs("paid")))
            .toList());
  }
}
