package io.tributary.spark.query;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.execution.SparkSqlParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StatementPolicyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "FROM shop_orders SELECT id",
                "TABLE shop_orders",
                "VALUES (1), (2)",
                "WITH a AS (SELECT 1 AS x) SELECT x FROM a WHERE x IN (SELECT id FROM shop_orders)",
                "SELECT * FROM a LEFT JOIN b USING (id) LATERAL VIEW explode(c) AS d",
                "SELECT a, sum(b) OVER w FROM t GROUP BY a HAVING count(*) > 1 WINDOW w AS (PARTITION BY a ORDER BY b)",
                "SELECT a, sum(b) FROM t GROUP BY GROUPING SETS ((a), ()) ORDER BY 1 LIMIT 3 OFFSET 1",
                "SELECT a, sum(b) FROM t GROUP BY ROLLUP (a)",
                "SELECT * FROM t PIVOT (sum(a) FOR b IN ('x', 'y'))",
                "SELECT * FROM t UNPIVOT (v FOR n IN (a, b))",
                "SELECT a FROM t TABLESAMPLE (10 PERCENT) UNION SELECT 1 INTERSECT SELECT 2 EXCEPT SELECT 3",
                "SELECT * FROM t, LATERAL (SELECT t.a + 1) AS s(b) CROSS JOIN range(3) AS r(i)",
                "SELECT /*+ BROADCAST(t) */ DISTINCT a FROM t DISTRIBUTE BY a SORT BY a",
                "SELECT * FROM (VALUES (1, 'a')) AS v(n, s) JOIN u ON v.n = u.n ORDER BY 1",
                "SELECT explode(array(1, 2)) AS e, named_struct('a', 1).a, CASE WHEN 1 > 0 THEN 'x' END",
                "SHOW TABLES IN lake_bronze",
                "SHOW DATABASES",
                "SHOW COLUMNS IN shop_orders",
                "DESCRIBE EXTENDED shop_orders",
                "DESCRIBE shop_orders id",
                "DESCRIBE QUERY SELECT 1",
                "DESCRIBE FUNCTION sum",
                "EXPLAIN FORMATTED SELECT 1",
            })
    void readingPasses(String sql) {
        assertThatCode(() -> check(sql)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "INSERT INTO t VALUES (1)                                  | Refused INSERT INTO: only statements that read",
                "WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a        | Refused INSERT INTO",
                "FROM a INSERT INTO t SELECT * INSERT INTO u SELECT *      | Refused INSERT INTO",
                "INSERT OVERWRITE DIRECTORY '/tmp/x' USING csv SELECT 1    | Refused INSERT INTO DIR",
                "CREATE TABLE t (a INT)                                    | Refused CREATE TABLE",
                "CREATE TABLE t AS SELECT 1                                | Refused CREATE TABLE AS SELECT",
                "CREATE TEMPORARY VIEW v AS SELECT 1                       | Refused CREATE VIEW",
                "CREATE TEMPORARY FUNCTION f AS 'a.B' USING JAR '/x.jar'   | Refused CREATE FUNCTION",
                "DROP TABLE t                                              | Refused DROP TABLE",
                "DELETE FROM t                                             | Refused DELETE FROM TABLE",
                "UPDATE t SET a = 1                                        | Refused UPDATE TABLE",
                "MERGE INTO t USING u ON t.a = u.a WHEN MATCHED THEN DELETE| Refused MERGE INTO TABLE",
                "ALTER TABLE t ADD COLUMN b INT                            | Refused ADD COLUMNS",
                "TRUNCATE TABLE t                                          | Refused TRUNCATE TABLE",
                "LOAD DATA INPATH '/x' INTO TABLE t                        | Refused LOAD DATA",
                "SET spark.sql.runSQLOnFiles=true                          | Refused SET",
                "RESET                                                     | Refused RESET",
                "USE lake_bronze                                           | Refused SET CATALOG AND NAMESPACE",
                "ADD JAR '/x.jar'                                          | Refused ADD JARS",
                "ADD FILE '/x'                                             | Refused ADD FILES",
                "LIST FILES                                                | Refused LIST FILES",
                "CACHE TABLE t                                             | Refused CACHE TABLE",
                "CACHE TABLE t AS SELECT 1                                 | Refused CACHE TABLE AS SELECT",
                "CLEAR CACHE                                               | Refused CLEAR CACHE",
                "REFRESH TABLE t                                           | Refused REFRESH TABLE",
                "ANALYZE TABLE t COMPUTE STATISTICS                        | Refused ANALYZE TABLE",
                "SHOW PARTITIONS t                                         | SHOW PARTITIONS is not available here; there are SHOW TABLES",
                "SELECT reflect('java.lang.System', 'exit', 1)             | Refused function reflect, which calls Java methods",
                "SELECT 1 WHERE 'a' = JAVA_METHOD('a', 'b')                | Refused function java_method",
                "SELECT (SELECT max(reflect('a', 'b')) FROM t)             | Refused function reflect",
                "WITH a AS (SELECT reflect('a', 'b')) SELECT * FROM a      | Refused function reflect",
                "SELECT TRANSFORM(a) USING 'sh' AS (b) FROM t              | Refused TRANSFORM, which runs a program",
                "WITH a AS (SELECT TRANSFORM(a) USING 'sh' AS (b) FROM t) SELECT 1 | Refused TRANSFORM",
                "SELECT * FROM IDENTIFIER('t')                             | Refused IDENTIFIER(...): write the name itself",
                "DROP TABLE IDENTIFIER('t')                                | Refused",
                "CACHE TABLE IDENTIFIER('t')                               | Refused",
                "EXPLAIN DROP TABLE t                                      | Refused DROP TABLE",
                "EXPLAIN SELECT reflect('a', 'b')                          | Refused function reflect",
                "SELECT * FROM t VERSION AS OF 1                           | Time travel is not available here",
            })
    void everythingElseIsRefused(String sql, String message) {
        assertThatThrownBy(() -> check(sql))
                .isInstanceOf(StatementException.class)
                .hasMessageStartingWith(message);
    }

    private static void check(String sql) throws Exception {
        StatementPolicy.check(new SparkSqlParser().parsePlan(sql));
    }
}
