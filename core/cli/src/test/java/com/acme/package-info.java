// SPDX-License-Identifier: Apache-2.0
/** Somebody's own code, to be explored. */
package com.acme;
