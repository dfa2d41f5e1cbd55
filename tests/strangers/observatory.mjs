// Grades pages by Mozilla's HTTP Observatory, with its own retriever, tests and scores.
//
//     node observatory.mjs FOLDER PORT PATH…
//
// FOLDER is where it is installed. For each path of https://localhost:PORT a line of JSON is printed. The command that
// the package brings knows no port, hence this script; NODE_EXTRA_CA_CERTS says whom to trust.

import path from "node:path";
import { pathToFileURL } from "node:url";

const [folder, port, ...paths] = process.argv.slice(2);
const inside = (file) =>
  import(pathToFileURL(path.join(folder, "node_modules/@mdn/mdn-http-observatory/src", file)).href);
const { retrieve } = await inside("retriever/retriever.js");
const { ALL_TESTS } = await inside("constants.js");
const { MINIMUM_SCORE_FOR_EXTRA_CREDIT } = await inside("grader/charts.js");
const { getGradeForScore, getScoreModifier } = await inside("grader/grader.js");

for (const page of paths) {
  // Asked without TLS at the same port: there is no other listener.
  const answers = await retrieve("localhost", { httpsPort: port, httpPort: port, path: page });
  if (!answers.responses.auto) {
    throw new Error(`${page} cannot be retrieved`);
  }
  const verified = answers.responses.https?.verified === true;
  const tests = ALL_TESTS.map((test) => {
    const { pass, result, constructor } = test(answers);
    return { name: constructor.name, pass, result, modifier: getScoreModifier(result) };
  });
  // What is good above the expected counts only for who has lost little.
  const lost = tests.reduce((sum, { modifier }) => sum + Math.min(modifier, 0), 0);
  const gained = tests.reduce((sum, { modifier }) => sum + Math.max(modifier, 0), 0);
  const extra = 100 + lost >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? gained : 0;
  const { grade, score } = getGradeForScore(100 + lost + extra);
  console.log(JSON.stringify({ page, status: answers.responses.auto.status, verified, grade, score, tests }));
}
