package org.hedui.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hedui.Fixtures;
import org.hedui.SparkTest;
import org.hedui.contract.Contract;
import org.hedui.contract.Schemas;
import org.hedui.publish.PublishStage;
import org.hedui.stage.RunContext;
import org.hedui.stage.RunViews;
import org.hedui.standardise.History;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkTest.class)
class DataDictionaryTest {
  @TempDir Path lake;

  private final Schemas schemas = Fixtures.schemas();
  private ColumnOrigins origins;

  @BeforeEach
  void views() {
    RunContext context = Fixtures.context(lake);
    PublishStage.registerRules(context);
    History.register(context);
    origins = new ColumnOrigins(new RunViews(context));
  }

  @Test
  void valuesAreFollowedThroughViewsToTheDeliveredColumns() {
    assertThat(origins.of("gold/enrolment", "stage")).containsExactly("student_register.stage");
    assertThat(origins.of("gold/payment", "amount")).containsExactly("aid_payment.amount");
    // Through a shared view, a union and a sum.
    assertThat(origins.of("gold/household_change", "approved")).isNotEmpty();
    assertThat(origins.of("gold/budget_execution", "rate"))
        .contains("aid_budget.budget", "aid_budget.disbursed");
    assertThat(origins.of("gold/household", "income_pc"))
        .containsExactly("poverty_register.income_pc", "social_assistance.income_pc_month");
    // Each registry that tells a birth date.
    assertThat(origins.of("gold/school_age_child", "age"))
        .contains("student_register.birth_date", "household_registration.birth_date");
  }

  @Test
  void everyTableAndColumnStandsInBothLanguagesAndEveryLinkLeadsSomewhere() {
    DataDictionary dictionary = new DataDictionary(schemas, origins);
    String english = dictionary.markdown(DataDictionary.Language.EN);
    String chinese = dictionary.markdown(DataDictionary.Language.ZH);
    for (Contract contract : schemas.contracts().values()) {
      assertThat(english).contains("### " + contract.name() + " · ");
      assertThat(chinese).contains("### " + contract.name() + " · ");
      contract
          .columns()
          .forEach(column -> assertThat(english).contains("| `" + column.name() + "`"));
    }
    String html = dictionary.html(DataDictionary.Language.ZH);
    Matcher links = Pattern.compile("href=\"#([^\"]+)\"").matcher(html);
    assertThat(links.results().map(link -> "id=\"" + link.group(1) + "\""))
        .isNotEmpty()
        .allSatisfy(id -> assertThat(html).contains(id));
    assertThat(html).doesNotContain("http://", "https://", "<script");
  }
}
