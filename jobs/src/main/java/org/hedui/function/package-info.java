/**
 * The native Spark functions of Hedui, called in SQL as {@code fn.id18(x)}. What a function does to
 * a text stands in plain Java classes ({@link org.hedui.function.IdNumber}, {@link
 * org.hedui.function.PersonName} …); the Spark classes only wrap it, so that it runs inside
 * generated code, without the boxing and row conversion of a UDF.
 */
package org.hedui.function;
