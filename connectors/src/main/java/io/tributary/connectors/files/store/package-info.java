/** Where files lie: FTP and FTPS servers, local folders and S3 prefixes behind one interface, read resumably. */
package io.tributary.connectors.files.store;
