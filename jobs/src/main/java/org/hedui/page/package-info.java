/** Pages for people: markup that is always well-formed, and tables. */
package org.hedui.page;
