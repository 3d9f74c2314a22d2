/** Cases handed out as workbooks, and the answers that come back in them. */
package org.hedui.casework;
