type Entry = { status: number; title: string; remedy: string }

const HEAD = `# Problems

Every error of the API is an RFC 9457 problem document (\`application/problem+json\`). \`code\`
is stable and what a program branches on, \`field\` names what is at fault, \`detail\` says this
case in a sentence, \`do\` what can be done. Some codes add facts, \`short\` for example;
\`/reference\` has them. 429 and 503 carry \`Retry-After\`. Where several faults are present, the
one that stands first here is told.

500 \`bug\` is no refusal but a fault of the server: nothing was written, try again with the same
key.

Made by \`npm run guide\` from \`src/lib/refusals.ts\`.

| | code | what happened | what to do |
|---|---|---|---|
`

/** The page of the guide that lists every refusal. */
export function problemsPage(refusals: Readonly<Record<string, Entry>>): string {
  const rows = Object.entries(refusals).map(
    ([code, { status, title, remedy }]) => `| ${status} | \`${code}\` | ${title} | ${remedy} |\n`,
  )
  return `${HEAD}${rows.join('')}`
}
