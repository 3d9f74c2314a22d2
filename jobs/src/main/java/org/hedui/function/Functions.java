package org.hedui.function;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.connector.catalog.FunctionCatalog;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The catalog of Hedui's functions. With {@code spark.sql.catalog.fn=org.hedui.function.Functions}
 * a query calls {@code fn.id18(x)}; there is no namespace.
 */
public final class Functions implements FunctionCatalog {
  private static final Map<String, UnboundFunction> BY_NAME = byName();

  private String catalog = "fn";

  private static Map<String, UnboundFunction> byName() {
    Map<String, UnboundFunction> functions = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (List<NativeFunction> group :
        List.of(
            TextFunctions.ALL,
            IdFunctions.ALL,
            NameFunctions.ALL,
            SimilarityFunctions.ALL,
            BlockingFunctions.ALL,
            ValueFunctions.ALL,
            PrivacyFunctions.ALL)) {
      group.forEach(function -> functions.put(function.name(), function));
    }
    return functions;
  }

  @Override
  public void initialize(String name, CaseInsensitiveStringMap options) {
    this.catalog = name;
  }

  @Override
  public String name() {
    return catalog;
  }

  @Override
  public Identifier[] listFunctions(String[] namespace) {
    return BY_NAME.keySet().stream()
        .filter(name -> namespace.length == 0)
        .map(name -> Identifier.of(namespace, name))
        .toArray(Identifier[]::new);
  }

  @Override
  public UnboundFunction loadFunction(Identifier identifier) throws NoSuchFunctionException {
    UnboundFunction function =
        identifier.namespace().length == 0 ? BY_NAME.get(identifier.name()) : null;
    if (function == null) {
      throw new NoSuchFunctionException(identifier);
    }
    return function;
  }
}
