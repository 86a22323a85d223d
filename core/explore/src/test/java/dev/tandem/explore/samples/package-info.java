/** Small programs to explore. */
package dev.tandem.explore.samples;
