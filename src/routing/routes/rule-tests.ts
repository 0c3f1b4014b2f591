import { refuse } from '../../lib/refusal.ts'
import type { Scope } from '../../lib/scope.ts'
import type { Queryable } from '../../platform/db/index.ts'
import { command, read, type Route } from '../../platform/http/route.ts'
import { code, object } from '../../platform/http/schemas.ts'
import { changeTest, createTest, removeTest } from '../actions/rule-tests.ts'
import {
  countedOf,
  draftRules,
  liveRules,
  runTests,
  seenOf,
  type TestsWorld,
} from '../actions/run-tests.ts'
import {
  newTest,
  removedTest,
  runAnswer,
  runBody,
  testAnswer,
  testChange,
  testRemoval,
  testsAnswer,
} from '../schemas/rule-tests.ts'
import { listTests, type StoredTest } from '../store/rule-tests.ts'
import { byOf, refuseScoped } from './rules.ts'

const tag = 'Routing rules'
const path = '/v1/routing-tests'
const which = object({ code })

/** What rules are expected to decide, and whether they do. */
export function testRoutes(world: TestsWorld): Route[] {
  return [listRoute(world), createRoute(world), runRoute(world), changeRoute(world), removeRoute()]
}

function listRoute(world: TestsWorld): Route {
  return read(
    {
      path,
      access: 'routing:read',
      tag,
      summary: 'The routing tests: made-up deliveries with what is expected of them',
      answers: { 200: testsAnswer },
    },
    async (db, { caller: { scope } }) => {
      return { items: (await seenTests(db, world, scope)).map(testOf) }
    },
  )
}

async function seenTests(db: Queryable, world: TestsWorld, scope: Scope): Promise<StoredTest[]> {
  return seenOf(await listTests(db), await world.network.current(), scope)
}

function createRoute(world: TestsWorld): Route {
  return command(
    {
      path,
      access: 'routing:write',
      tag,
      summary: 'Keep a routing test; a draft is published only when all of them pass',
      description:
        'It must expect at least one thing. Pauses, full days and how often places decline play ' +
        'no part in it, as little as the stock of the day.',
      body: newTest,
      answers: { 201: testAnswer },
    },
    async (tx, { body: { at = null, ...given }, caller, now }) => {
      refuseScoped(caller.scope)
      const by = byOf(world, caller.id, now)
      return { status: 201, body: testOf(await createTest(tx, world, { ...given, at }, by)) }
    },
  )
}

function changeRoute(world: TestsWorld): Route {
  return command(
    {
      path: `${path}/:code/changes`,
      access: 'routing:write',
      tag,
      summary: 'Change a routing test; what is left out stays',
      params: which,
      body: testChange,
      answers: { 200: testAnswer },
    },
    async (tx, { params, body, caller, now }) => {
      refuseScoped(caller.scope)
      const of = { code: params.code, ...body }
      return {
        status: 200,
        body: testOf(await changeTest(tx, world, of, byOf(world, caller.id, now))),
      }
    },
  )
}

function removeRoute(): Route {
  return command(
    {
      path: `${path}/:code/removals`,
      access: 'routing:write',
      tag,
      summary: 'Remove a routing test',
      params: which,
      body: testRemoval,
      answers: { 200: removedTest },
    },
    async (tx, { params, body: { version }, caller }) => {
      refuseScoped(caller.scope)
      await removeTest(tx, { code: params.code, version })
      return { status: 200, body: { code: params.code } }
    },
  )
}

function runRoute(world: TestsWorld): Route {
  return command(
    {
      path: `${path}/runs`,
      access: 'routing:read',
      tag,
      summary: 'Run the routing tests against the rules in force and the draft',
      description: 'Nothing is taken and nothing changes. `draft` is null where there is none.',
      body: runBody,
      answers: { 200: runAnswer },
    },
    async (tx, { body: { tests: codes, against, at: when }, caller: { scope }, now }) => {
      const seen = await seenTests(tx, world, scope)
      const unknown = codes?.findIndex((one) => !seen.some((test) => test.code === one)) ?? -1
      if (unknown >= 0) refuse('not_found', { field: `/tests/${unknown}` })
      const tests = codes ? seen.filter((test) => codes.includes(test.code)) : seen
      const at = when === undefined ? now : Temporal.Instant.from(when)
      const by = {
        live: against === 'draft' ? undefined : await liveRules(tx, at),
        draft: against === 'live' ? undefined : await draftRules(tx, at),
      }
      const run = async (rules: typeof by.live) => {
        if (!rules) return null
        const items = await runTests(tx, world, tests, rules)
        return { at: rules.at.toString(), ...countedOf(items) }
      }
      return { status: 200, body: { live: await run(by.live), draft: await run(by.draft) } }
    },
  )
}

function testOf(stored: StoredTest) {
  const { id: _, changedAt, ...test } = stored
  return { ...test, changedAt: changedAt.toString() }
}
