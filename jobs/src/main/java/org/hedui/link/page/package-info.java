/**
 * What a run of the linker found, for people: records of plain numbers in, pages of HTML out. It
 * knows neither Spark nor how the numbers came about.
 */
package org.hedui.link.page;
