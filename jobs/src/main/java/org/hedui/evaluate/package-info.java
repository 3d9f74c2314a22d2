/** How good the links are, against the answer key of an invented county. */
package org.hedui.evaluate;
