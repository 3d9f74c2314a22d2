/** Rules as data over grain views: findings, their records, and the cases they become. */
package org.hedui.reconcile;
