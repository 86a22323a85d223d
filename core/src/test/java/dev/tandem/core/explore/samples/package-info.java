/** Small programs to explore. */
package dev.tandem.core.explore.samples;
