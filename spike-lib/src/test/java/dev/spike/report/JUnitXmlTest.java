package dev.spike.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spike.judge.Answer;
import dev.spike.judge.CriterionResult;
import dev.spike.judge.Judgement;
import dev.spike.judge.Verdict;
import dev.spike.repeat.Repetition;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

class JUnitXmlTest {
  private static Document parsed(Results results) throws Exception {
    String xml = JUnitXml.of(results);
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(Objects.requireNonNull(JUnitXmlTest.class.getResource("junit-report.xsd")))
        .newValidator()
        .validate(new StreamSource(new StringReader(xml)));
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  /** A line each test case: its suite, its name, what is counted and the message. */
  private static List<String> cases(Document document) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < document.getElementsByTagName("testcase").getLength(); i++) {
      Element each = (Element) document.getElementsByTagName("testcase").item(i);
      Node child = each.getFirstChild();
      boolean passed = child == null || child.getNodeName().equals("system-out");
      lines.add(
          each.getAttribute("classname")
              + " | "
              + each.getAttribute("name")
              + (passed
                  ? ""
                  : " | "
                      + child.getNodeName()
                      + " | "
                      + ((Element) Objects.requireNonNull(child)).getAttribute("message")));
    }
    return lines;
  }

  private static boolean isRed(Document document) {
    Element root = document.getDocumentElement();
    return !root.getAttribute("failures").equals("0") || !root.getAttribute("errors").equals("0");
  }

  @Test
  void aTestCaseForEachCriterion() throws Exception {
    assertThat(cases(parsed(Example.results())))
        .containsExactly(
            "spike.pool | p95 in SPIKE < 5.00 s",
            "spike.pool | error rate in SPIKE < 5.00% | failure"
                + " | error rate in SPIKE < 5.00%: 20.0% [15.0%, 25.0%]",
            "spike.pool | recovery < 5.00 s | error | recovery < 5.00 s: - (too few samples)",
            "spike.pool | pool.leaked <= 0 | failure" + " | pool.leaked <= 0: 1 (held by worker-1)",
            "spike.pool | measurement",
            "spike.login | measurement | skipped"
                + " | auth: no answer from http://127.0.0.1:1/health in 3 tries",
            "spike.broken | measurement | error | set-up failed: port 80 is taken");
  }

  @Test
  void countsAndLengths() throws Exception {
    Element root = parsed(Example.results()).getDocumentElement();
    Element pool = (Element) root.getElementsByTagName("testsuite").item(0);

    assertThat(root.getAttribute("tests")).isEqualTo("7");
    assertThat(root.getAttribute("failures")).isEqualTo("2");
    assertThat(root.getAttribute("errors")).isEqualTo("2");
    assertThat(pool.getAttribute("time")).isEqualTo("4.000");
    assertThat(pool.getAttribute("timestamp")).isEqualTo("2026-01-02T03:04:05");
    assertThat(pool.getElementsByTagName("property").getLength()).isEqualTo(5);
  }

  private static ScenarioResult judged(ScenarioPlan plan, Verdict verdict, Answer answer) {
    List<String> reasons = answer == Answer.MET ? List.of() : List.of("p95: " + answer);
    CriterionResult fast = new CriterionResult(Example.FAST, answer, 7e8, "");
    Judgement judgement =
        new Judgement(
            verdict,
            reasons,
            List.of(fast),
            List.of(),
            Objects.requireNonNull(Example.pool().judgement()).recovery());
    return ScenarioResult.judged(plan, Example.timeline(), judgement);
  }

  private static Results of(boolean partial, ScenarioResult... results) {
    return new Results(Example.header(), List.of(results), partial);
  }

  /** Red in the build server is what is not 0 as an exit code. */
  @Test
  void isRedJustWhereTheExitCodeIsNot0() throws Exception {
    ScenarioResult passed = judged(Example.POOL, Verdict.PASSED, Answer.MET);
    ScenarioResult late = judged(Example.POOL, Verdict.INVALID, Answer.NOT_MET);
    for (Results results :
        List.of(
            of(false, passed),
            of(false, passed, Example.login()),
            of(true, passed),
            of(false, Example.login()),
            of(false, Example.login().as(Verdict.FAILED, "every target was required")),
            of(false, late),
            of(false, judged(Example.POOL, Verdict.INVALID, Answer.INCONCLUSIVE)),
            repeated(Verdict.PASSED, Answer.MET),
            repeated(Verdict.FAILED, Answer.NOT_MET),
            repeated(Verdict.INVALID, Answer.INCONCLUSIVE),
            lastNotSetUp(),
            Example.results())) {
      assertThat(isRed(parsed(results))).isEqualTo(results.exitCode() != 0);
    }
  }

  /** A measurement that went wrong proves nothing, not even a failure. */
  @Test
  void anInvalidRunHasNoFailures() throws Exception {
    Document document = parsed(of(false, judged(Example.POOL, Verdict.INVALID, Answer.NOT_MET)));

    assertThat(document.getElementsByTagName("failure").getLength()).isZero();
    assertThat(cases(document)).contains("spike.pool | measurement | error | p95: NOT_MET");
  }

  /** Neither a pass nor a failure is what the generator's own delay decides. */
  @Test
  void whatOnlyTheGeneratorDecidesIsUndecided() throws Exception {
    assertThat(cases(parsed(of(false, Example.late(Example.POOL)))))
        .containsExactly(
            "spike.pool | p95 in SPIKE < 5.00 s | error | p95 in SPIKE < 5.00 s: 700 ms (without"
                + " the generator's own delay and pauses it would be 6 s, so the tool was)",
            "spike.pool | error rate in SPIKE < 5.00% | failure"
                + " | error rate in SPIKE < 5.00%: 20.0%",
            "spike.pool | pool.leaked <= 0",
            "spike.pool | measurement");
  }

  @Test
  void norDoesItCountAmongRepeatedRuns() throws Exception {
    Repetition first = Repetition.first("pool", 3, true);
    List<ScenarioResult> runs =
        List.of(
            judged(Example.POOL.as(first), Verdict.PASSED, Answer.MET),
            judged(Example.POOL.as(first.number(2)), Verdict.PASSED, Answer.MET),
            Example.late(Example.POOL.as(first.number(3))));

    assertThat(cases(parsed(new Results(Example.header(), runs, false))).get(0))
        .contains("| error | p95 in SPIKE < 5.00 s: 700 ms", "(met in 2 of 3 runs)");
  }

  private static Results repeated(Verdict last, Answer answer) {
    Repetition first = Repetition.first("pool", 3, true);
    List<ScenarioResult> runs =
        IntStream.rangeClosed(1, 3)
            .mapToObj(n -> Example.POOL.as(first.number(n)))
            .map(
                plan ->
                    plan.repetition().number() == 3
                        ? judged(plan, last, answer)
                        : judged(plan, Verdict.PASSED, Answer.MET))
            .toList();
    return new Results(Example.header(), runs, false);
  }

  private static Results lastNotSetUp() {
    Results all = repeated(Verdict.PASSED, Answer.MET);
    List<ScenarioResult> runs = new ArrayList<>(all.scenarios());
    ScenarioPlan last = runs.remove(2).plan();
    runs.add(ScenarioResult.setUpFailed(last, "port 80 is taken"));
    return new Results(all.header(), runs, false);
  }

  @Test
  void aRunThatWasNotSetUpIsAnErrorAmongOthersThatPassed() throws Exception {
    assertThat(cases(parsed(lastNotSetUp())))
        .contains("spike.pool | set-up of pool#3 | error | set-up failed: port 80 is taken");
  }

  @Test
  void runsOfOneScenarioAreOneSuite() throws Exception {
    Document document = parsed(repeated(Verdict.FAILED, Answer.NOT_MET));

    assertThat(document.getElementsByTagName("testsuite").getLength()).isEqualTo(1);
    assertThat(cases(document))
        .containsExactly(
            "spike.pool | p95 in SPIKE < 5.00 s | failure | p95 in SPIKE < 5.00 s: 700 ms"
                + " (no interval below 5 runs) (met in 2 of 3 runs)",
            "spike.pool | measurement");
  }

  @Test
  void whatTargetsAnswerCannotBreakIt() throws Exception {
    String answer = "<b>\u0000\u001b[31m ]]> \uD800 \uFFFF \uD83D\uDE00 \"&\" \n end";
    ScenarioResult skipped = ScenarioResult.skipped(Example.LOGIN, answer);
    String line = cases(parsed(of(false, skipped))).get(0);

    assertThat(line).endsWith("<b>\uFFFD\uFFFD[31m ]]> \uFFFD \uFFFD \uD83D\uDE00 \"&\"   end");
  }
}
