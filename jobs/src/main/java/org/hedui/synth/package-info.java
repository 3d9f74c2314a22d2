/**
 * Invented counties whose truth is known: deliveries as departments hand them over, and who is in
 * them.
 */
package org.hedui.synth;
