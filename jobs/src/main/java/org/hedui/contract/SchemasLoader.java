package org.hedui.contract;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads a schemas folder and reports every fault in it at once, without Spark. Only the SQL of
 * rules, policies and views is left to be checked with a session.
 */
public final class SchemasLoader {
  private static final StructureCheck CONTRACT = new StructureCheck("contract.schema.json");
  private static final StructureCheck RULE = new StructureCheck("rule.schema.json");
  private static final StructureCheck LOCAL = new StructureCheck("local.schema.json");
  private static final StructureCheck POLICY = new StructureCheck("policy.schema.json");

  private static final StructureCheck DOCUMENT = new StructureCheck("document.schema.json");

  private final SchemaFiles files;
  private final Faults faults;

  private SchemasLoader(SchemaFiles files, Faults faults) {
    this.files = files;
    this.faults = faults;
  }

  /**
   * Reads the folder {@code directory} (with {@code contracts}, {@code codes}, {@code rules},
   * {@code local}, {@code policies}, {@code documents}, {@code views} and {@code link}).
   *
   * @return the schemas if there is no fault, and the faults by file and line
   */
  public static Loaded load(Path directory) {
    Faults faults = new Faults();
    return new SchemasLoader(SchemaFiles.read(directory, faults), faults).load();
  }

  /**
   * Reads the folder {@code directory} as it would be with another policy pack in the place of that
   * of its locality. Nothing is written.
   *
   * @param policy the pack, wherever it lies
   * @return as {@link #load}; faults of the pack are told under its own path
   */
  public static Changed loadWithPolicy(Path directory, Path policy) {
    Faults faults = new Faults();
    SchemaFiles files = SchemaFiles.read(directory, faults);
    Optional<String> text = SchemaFiles.outside(policy, faults);
    if (text.isEmpty()) {
      return new Changed(new Loaded(Optional.empty(), faults.sorted()), "");
    }
    // What is wrong with the text is told when it is read at its place.
    String locality =
        YamlDocument.parse("policy", text.get(), new Faults())
            .flatMap(pack -> pack.text("locality"))
            .orElse("");
    String place = "policies/" + locality + ".yaml";
    Loaded loaded = new SchemasLoader(files.with(place, text.get()), faults).load();
    List<Fault> told =
        loaded.faults().stream()
            .map(
                fault ->
                    fault.file().equals(place)
                        ? new Fault(fault.code(), policy.toString(), fault.line(), fault.message())
                        : fault)
            .toList();
    return new Changed(new Loaded(loaded.schemas(), told), locality);
  }

  /**
   * Reads the folder {@code directory}, which must be without faults.
   *
   * @throws HeduiException SCHEMAS_INVALID (exit code 2) with all faults, one a line as {@code
   *     file:line: [CODE] message}
   */
  public static Schemas require(Path directory) {
    Loaded loaded = load(directory);
    return loaded
        .schemas()
        .orElseThrow(
            () ->
                new HeduiException(
                    "SCHEMAS_INVALID",
                    2,
                    loaded.faults().stream()
                        .map(Fault::toString)
                        .collect(
                            Collectors.joining(
                                "\n",
                                "The schemas in " + directory + " have faults; mend them:\n",
                                ""))));
  }

  private Loaded load() {
    Map<String, CodeList> codes = new TreeMap<>();
    files
        .in("codes")
        .forEach(
            (path, text) -> {
              CodeList list = CodeListReader.read(path, text, faults);
              codes.put(list.name(), list);
            });
    List<YamlNode> contracts = documents("contracts");
    List<YamlNode> rules = documents("rules");
    List<YamlNode> local = documents("local");
    List<YamlNode> policies = documents("policies");
    List<YamlNode> handedOut = documents("documents");

    Departments departments = new Departments(codesOf(codes, "department", contracts));
    Identifiers identifiers = new Identifiers(faults);
    ContractCheck contractCheck =
        new ContractCheck(files.names("codes", ".csv"), departments, identifiers, faults);
    check(contracts, CONTRACT, contractCheck::check);
    RuleCheck ruleCheck = new RuleCheck(files.names("views/grain", ".sql"), departments, faults);
    check(rules, RULE, ruleCheck::check);
    LocalCheck localCheck = new LocalCheck(rules, files.in("views").values(), faults);
    check(local, LOCAL, localCheck::check);
    PolicyCheck policyCheck =
        new PolicyCheck(codesOf(codes, "programme", policies), identifiers, faults);
    check(policies, POLICY, policyCheck::check);
    DocumentCheck documentCheck = new DocumentCheck(files.names("views/document", ".sql"), faults);
    check(handedOut, DOCUMENT, documentCheck::check);

    Optional<LinkConfig> personLink =
        Optional.ofNullable(files.texts().get("link/person.yaml"))
            .flatMap(text -> LinkConfigReader.read("link/person.yaml", text, faults));

    List<Fault> found = faults.sorted();
    if (!found.isEmpty()) {
      return new Loaded(Optional.empty(), found);
    }
    Schemas schemas =
        new Schemas(
            records(contracts, ContractReader::read, Contract::name),
            codes,
            records(rules, rule -> rule(rule, local), Rule::code),
            records(policies, PolicyReader::read, PolicyPack::locality),
            records(handedOut, DocumentReader::read, Document::name),
            views(),
            personLink.map(
                config ->
                    new Schemas.PersonLink(
                        config, Optional.ofNullable(files.texts().get("link/person.model.json")))),
            files.hash());
    return new Loaded(Optional.of(schemas), List.of());
  }

  private static Rule rule(YamlNode rule, List<YamlNode> localities) {
    Rule everywhere = RuleReader.read(rule);
    return everywhere.with(
        localities.stream()
            .flatMap(locality -> RuleReader.local(locality, everywhere.code()).stream())
            .toList());
  }

  private List<YamlNode> documents(String folder) {
    return files.in(folder).entrySet().stream()
        .flatMap(file -> YamlDocument.parse(file.getKey(), file.getValue(), faults).stream())
        .toList();
  }

  private void check(
      List<YamlNode> documents, StructureCheck structure, Consumer<YamlNode> meaning) {
    for (YamlNode document : documents) {
      structure.check(document, faults);
      meaning.accept(document);
    }
  }

  /** The codes of a list that {@code users} refer to; none if the list cannot be read. */
  private Set<String> codesOf(Map<String, CodeList> codes, String list, List<YamlNode> users) {
    if (!users.isEmpty() && !files.names("codes", ".csv").contains(list)) {
      faults.add(
          "CODES_UNKNOWN", "codes/" + list + ".csv", 1, "This code list is needed; write it.");
    }
    return Optional.ofNullable(codes.get(list)).stream()
        .flatMap(found -> found.codes().stream())
        .map(CodeList.Code::code)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static <T> Map<String, T> records(
      List<YamlNode> documents, Function<YamlNode, T> reader, Function<T, String> name) {
    return documents.stream().map(reader).collect(Collectors.toMap(name, Function.identity()));
  }

  private Map<String, String> views() {
    return files.in("views").entrySet().stream()
        .collect(
            Collectors.toMap(
                file -> SchemaFiles.nameOf(file.getKey(), "views/", ".sql"), Map.Entry::getValue));
  }

  /**
   * What reading a folder yields.
   *
   * @param schemas the schemas; empty if there is any fault
   * @param faults all faults by file and line
   */
  public record Loaded(Optional<Schemas> schemas, List<Fault> faults) {

    /** Copies the list, so that it never changes. */
    public Loaded {
      faults = List.copyOf(faults);
    }
  }

  /**
   * Schemas with another policy pack.
   *
   * @param loaded the schemas with the pack, or the faults
   * @param locality locality of the pack
   */
  public record Changed(Loaded loaded, String locality) {}
}
