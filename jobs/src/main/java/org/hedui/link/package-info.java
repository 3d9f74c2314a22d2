/**
 * Linking of records of any kind: it knows rows and columns, and nothing of registries, persons or
 * countries.
 */
package org.hedui.link;
