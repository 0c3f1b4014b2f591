import { command, read, type Route } from '../../platform/http/route.ts'
import { answerApproval, askApproval, changePublishing } from '../actions/approvals.ts'
import { showDraft } from '../actions/show-draft.ts'
import {
  approvalBody,
  declineBody,
  publishingAnswer,
  publishingBody,
} from '../schemas/approvals.ts'
import { draftAnswer } from '../schemas/rule-draft.ts'
import { findPublishing, type Publishing } from '../store/approvals.ts'
import { byOf, refuseScoped, type RoutingWorld } from './rules.ts'

const tag = 'Routing rules'
const path = '/v1/routing-rules'

/** A second person looks at a draft before it is published, where that is asked for. */
export function approvalRoutes(world: RoutingWorld): Route[] {
  return [
    publishingRoute(),
    publishingChangeRoute(world),
    askRoute(world),
    answerRoute(world, 'approved'),
    answerRoute(world, 'declined'),
  ]
}

function publishingRoute(): Route {
  return read(
    {
      path: `${path}/publishing`,
      access: 'routing:read',
      tag,
      summary: 'Whether a draft of routing rules needs a second person before it is published',
      answers: { 200: publishingAnswer },
    },
    async (db) => settingOf(await findPublishing(db)),
  )
}

function settingOf({ changedAt, ...rest }: Publishing) {
  return { ...rest, changedAt: changedAt?.toString() ?? null }
}

function publishingChangeRoute(world: RoutingWorld): Route {
  return command(
    {
      path: `${path}/publishing/changes`,
      access: 'identity:write',
      tag,
      summary: 'Say whether drafts of routing rules need a second person',
      body: publishingBody,
      answers: { 200: publishingAnswer },
    },
    async (tx, { body, caller, now }) => {
      refuseScoped(caller.scope)
      const setting = await changePublishing(tx, body, byOf(world, caller.id, now))
      tx.onCommit(() => world.platform.wake.committed())
      return { status: 200, body: settingOf(setting) }
    },
  )
}

function askRoute(world: RoutingWorld): Route {
  return command(
    {
      path: `${path}/draft/approval-requests`,
      access: 'routing:write',
      tag,
      summary: 'Ask that somebody else approves the draft as it is',
      description: 'Where a second person is needed. Any change of the draft makes it void.',
      body: approvalBody,
      answers: { 200: draftAnswer },
    },
    async (tx, { body: { version, note = null }, caller, now }) => {
      refuseScoped(caller.scope)
      await askApproval(tx, { version, note }, byOf(world, caller.id, now))
      tx.onCommit(() => world.platform.wake.committed())
      return { status: 200, body: await showDraft(tx, world, caller, now, { isChange: true }) }
    },
  )
}

function answerRoute(world: RoutingWorld, outcome: 'approved' | 'declined'): Route {
  const isYes = outcome === 'approved'
  return command(
    {
      path: isYes ? `${path}/draft/approvals` : `${path}/draft/declines`,
      access: 'routing:publish',
      tag,
      summary: isYes
        ? 'Approve the draft as it is: whoever may publish it may do so then'
        : 'Decline to approve the draft as it is, and say why',
      description: isYes
        ? 'Refused for who has changed anything in it, or asked; an API key is somebody of its own.'
        : 'It can be asked for again. Who asked withdraws it so, where they may publish; else ' +
          'any change of the draft does.',
      body: isYes ? approvalBody : declineBody,
      answers: { 200: draftAnswer },
    },
    async (tx, { body: { version, note = null }, caller, now }) => {
      refuseScoped(caller.scope)
      await answerApproval(tx, { version, outcome, note }, byOf(world, caller.id, now))
      tx.onCommit(() => world.platform.wake.committed())
      return { status: 200, body: await showDraft(tx, world, caller, now, { isChange: true }) }
    },
  )
}
