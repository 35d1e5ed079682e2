/** The app's configuration: validated immutable values read from a properties file. */
package io.tributary.streams.config;
