/**
 * Workbooks that people fill in: sealed when they go out, read cell by cell when they come back.
 */
package org.hedui.sheet;
