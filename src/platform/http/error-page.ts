import type { FastifyReply, FastifyRequest } from 'fastify'
import { refusals } from '../../lib/refusals.ts'
import type { Refusal } from '../../lib/refusal.ts'
import type { Caller } from './caller.ts'
import { html } from './html.ts'
import { layout } from './layout.ts'

/** True where a person looks with a browser; programs get problem documents. */
export function isForPeople(request: FastifyRequest): boolean {
  const accepts = request.headers.accept ?? ''
  return accepts.includes('text/html') && !request.url.startsWith('/v1/')
}

/** Where the one link of the page leads; nowhere where everything else is closed too. */
type Words = { title: string; text: string; to: 'console' | 'again' | 'nowhere' }

/** Tells a person what happened, what it means and what to do. Sends the status of the refusal. */
export function sendErrorPage(
  reply: FastifyReply,
  of: { refusal: Refusal | undefined; caller: Caller | undefined; requestId: string },
): FastifyReply {
  const { refusal, requestId } = of
  const caller = of.caller?.via === 'session' ? of.caller : undefined
  const status = refusal ? refusals[refusal.code].status : 500
  const { title, text, to } = refusal ? wordsOf(refusal, caller) : bugWords(requestId)
  const body = html`<div class="message">
    <h1>${title}</h1>
    <p>${text}</p>
    ${to === 'again' && html`<p><a href="">Try again</a></p>`}
    ${
      to === 'console' &&
      html`<p><a href="/console">${caller ? 'Go to the console' : 'Sign in'}</a></p>`
    }
  </div>`
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .send(layout({ title, ...(caller ? { caller } : {}), body }))
}

function wordsOf(refusal: Refusal, caller: Caller | undefined): Words {
  const { code, facts, message } = refusal
  const { status, title, remedy } = refusals[code]
  if (code === 'not_built')
    return { title: 'Not built yet', text: `${message}. ${remedy}`, to: 'nowhere' }
  if (status === 503) return { title: 'Not right now', text: `${message}.`, to: 'again' }
  if (code === 'permission_missing') return permissionWords(String(facts['permission']), caller)
  const known: Partial<Record<typeof code, [string, string]>> = {
    not_found: ['Not found', `${message}, or it is not yours to see.`],
    route_unknown: ['Page not found', 'There is nothing at this address.'],
    field_invalid: ['This link is broken', 'A part of its address is missing or was changed.'],
    cross_site: ['That came from another site', 'Nothing was done. Try it from our own pages.'],
  }
  const [says, text] = known[code] ?? [title, remedy]
  return { title: says, text, to: 'console' }
}

/** `orders:read` as a person would say it: read orders. */
function permissionWords(permission: string, caller: Caller | undefined): Words {
  const [things, verb] = permission.split(':')
  const who = `${caller?.name ?? 'You'} may not ${verb} ${things}.`
  const whom = `An administrator can allow it: the permission is called ${permission}.`
  return { title: 'You may not see this', text: `${who} ${whom}`, to: 'nowhere' }
}

function bugWords(requestId: string): Words {
  return {
    title: 'Tutti has a fault',
    text:
      'Nothing was changed. If it stays, give your administrator this number, under which the ' +
      `log has the details: ${requestId}.`,
    to: 'again',
  }
}
