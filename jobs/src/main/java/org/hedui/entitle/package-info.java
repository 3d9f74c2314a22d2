/** What each pupil is owed, term by term, by the policy pack of its locality, with the reason. */
package org.hedui.entitle;
