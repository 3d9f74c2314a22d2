/** What officers, schools and parents receive: workbooks and paper, stamped, checked and locked. */
package org.hedui.deliver;
