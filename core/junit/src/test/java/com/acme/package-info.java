// SPDX-License-Identifier: Apache-2.0
/** Tests that are run by the tests of this module. */
package com.acme;
