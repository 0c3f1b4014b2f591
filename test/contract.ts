import assert from 'node:assert/strict'
import { Compile, type Validator } from 'typebox/compile'
import { refusals } from '../src/lib/refusals.ts'
import type { Json, Reply } from './app.ts'
import { faultsOf } from './faults.ts'

/** What was asked. */
export type Asked = { method: 'GET' | 'POST'; path: string }

type Operation = { path: string[]; method: string; type: string; answers: Map<string, Validator> }
type Contract = { operations: Operation[]; problem: Validator }

let contract: Promise<Contract> | undefined

/**
 * Fails where an answer of the API is not what the server's own OpenAPI document says of it: a
 * status, a field too many or too few, a problem without a known code. The document is the same for
 * every server of this run, so it is read once.
 */
export async function checkReply(address: string, asked: Asked, reply: Reply): Promise<void> {
  contract ??= readContract(address)
  contract.catch(() => (contract = undefined))
  const faults = replyFaults(await contract, asked, reply)
  const said = JSON.stringify(reply.body)?.slice(0, 2000)
  assert.ok(faults.length === 0, `${[...faults, said].join('\n')}`)
}

export async function readContract(address: string): Promise<Contract> {
  const document = (await (await fetch(`${address}/reference/json`)).json()) as Json
  const problem = document.components.responses.Problem.content['application/problem+json']
  return {
    operations: Object.entries<Json>(document.paths).flatMap(([path, methods]) =>
      Object.entries<Json>(methods).map(([method, { responses }]) => {
        const good = Object.entries<Json>(responses).filter(([status]) => status !== 'default')
        const type = Object.keys(good[0]![1].content)[0]!
        return {
          path: path.split('/'),
          method: method.toUpperCase(),
          type,
          answers: new Map(
            good.map(([status, { content }]) => {
              return [status, Compile(wholeOf(content[type].schema, document))]
            }),
          ),
        }
      }),
    ),
    problem: Compile(problem.schema),
  }
}

/** A schema with what it only names. */
function wholeOf(schema: Json, document: Json): Json {
  return JSON.parse(JSON.stringify(schema), (_, value: Json) => {
    const name = value?.$ref?.replace('#/components/schemas/', '')
    return name === undefined ? value : wholeOf(document.components.schemas[name], document)
  })
}

/** What about an answer (of a stream: one message) is not as the document says. Pages may be. */
export function replyFaults(of: Contract, { method, path }: Asked, reply: Reply): string[] {
  if (!path.startsWith('/v1/')) return []
  const told = (fault: string) => `${method} ${path} answered ${reply.status}: ${fault}`
  const isProblem = reply.status >= 400
  const operation = findOperation(of, method, path)
  const type = reply.headers.get('content-type')?.split(';')[0]
  const wanted = isProblem ? 'application/problem+json' : (operation?.type ?? 'application/json')
  if (type !== wanted) return [told(`${type} instead of ${wanted}`)]
  if (isProblem) return problemFaults(of.problem, reply).map(told)
  const check = operation?.answers.get(String(reply.status))
  if (!check) return [told('no such answer is declared')]
  return [...faultsOf(check, reply.body), ...outcomeFaults(reply.body)].map(told)
}

function problemFaults(check: Validator, { status, body }: Pick<Reply, 'status' | 'body'>) {
  const known = (refusals as Record<string, { status: number; title: string }>)[body.code]
  if (!known) return [`${body.code} is no refusal: ${body.detail}`]
  return [
    ...faultsOf(check, body),
    ...(known.status === status && body.status === status ? [] : ['with another status']),
    ...(known.title === body.title ? [] : ['with another title']),
  ]
}

/** Problems of single items stand within an answer that as a whole is good. */
function outcomeFaults(body: Json): string[] {
  if (!Array.isArray(body?.outcomes)) return []
  return body.outcomes
    .filter(({ problem }: Json) => problem && !(problem.code in refusals))
    .map(({ problem }: Json) => `${problem.code} is no refusal`)
}

/** The operation of a path: what is named in full goes before what is a parameter. */
function findOperation({ operations }: Contract, method: string, path: string) {
  const parts = path.split('?')[0]!.split('/')
  const isParameter = (part: string) => part.startsWith('{')
  return operations
    .filter((one) => one.method === method && one.path.length === parts.length)
    .filter((one) => one.path.every((part, i) => isParameter(part) || part === parts[i]))
    .toSorted((a, b) => a.path.filter(isParameter).length - b.path.filter(isParameter).length)[0]
}
