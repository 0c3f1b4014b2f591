type Table = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>

const HEAD = `# The states of work

What may happen to a fulfilment order, to the request to its location, and to what is told from
outside. A state is only a reading of units: several states after one command depend on how many
units it names. What is packed goes to the customer; everything before that can be taken away.

Made by \`npm run guide\` from the tables in \`src/fulfilment/domain/transitions.ts\`, which a test
compares with what random walks do.
`

/** The page of the guide that draws the states of fulfilment. */
export function statesPage(tables: Readonly<Record<string, Table>>): string {
  const sections = Object.entries(tables).map(([title, table]) => section(title, table))
  return `${HEAD}${sections.join('')}`
}

function section(title: string, table: Table): string {
  const first = Object.keys(table)[0]!
  const arrows = Object.entries(table).flatMap(([from, commands]) =>
    Object.entries(byTarget(commands)).map(
      ([to, names]) => `  ${from} --> ${to}: ${names.map(words).join(', ')}`,
    ),
  )
  const ends = Object.entries(table)
    .filter(([, commands]) => Object.keys(commands).length === 0)
    .map(([state]) => `  ${state} --> [*]`)
  const lines = ['stateDiagram-v2', `  [*] --> ${first}`, ...arrows, ...ends]
  return `\n## ${title}\n\n\`\`\`mermaid\n${lines.join('\n')}\n\`\`\`\n`
}

function byTarget(commands: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  const targets: Record<string, string[]> = {}
  for (const [command, states] of Object.entries(commands)) {
    for (const state of states) (targets[state] ??= []).push(command)
  }
  return targets
}

function words(name: string): string {
  return name.replaceAll('_', ' ')
}
