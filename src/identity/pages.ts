import type { FastifyReply } from 'fastify'
import { Refusal } from '../lib/refusal.ts'
import { html } from '../platform/http/html.ts'
import { layout } from '../platform/http/layout.ts'
import { page, type Route } from '../platform/http/route.ts'
import type { Platform } from '../platform/module.ts'
import { signIn } from './actions/sign-in.ts'
import { cookieOf, type Authentication } from './actions/authenticate.ts'
import { hashOfSecret } from './domain/api-key.ts'
import { createThrottle, networkOf } from './domain/throttle.ts'
import { endSession } from './store.ts'

const TRIES = 8
const TRY_BACK_SECONDS = 20

export function identityPages(platform: Platform, auth: Authentication): Route[] {
  const throttle = createThrottle(TRIES, TRY_BACK_SECONDS)
  const { db, clock, config } = platform
  const flags = `Path=/; HttpOnly; SameSite=Lax${config.TUTTI_INSECURE_LAN ? '' : '; Secure'}`
  const look = { access: 'public' as const, tag: 'Pages' }
  return [
    page({ ...look, path: '/sign-in', summary: 'Sign in' }, async (request, reply) =>
      showForm(reply, 200, { next: nextOf(request.query) }),
    ),
    page(
      { ...look, path: '/sign-in', method: 'POST', summary: 'Sign in' },
      async (request, reply, { now }) => {
        const form = request.body as Record<string, string> | undefined
        const email = form?.['email'] ?? ''
        const given = { email, password: form?.['password'] ?? '', network: networkOf(request.ip) }
        try {
          const at = { now, nowMs: clock.nowMs() }
          const { token } = await signIn(db, throttle, given, at)
          reply.header('set-cookie', `${auth.cookieName}=${token}; ${flags}`)
          return reply.redirect(nextOf(form), 303)
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          const wait = error.retryAfter ? ` Wait ${error.retryAfter} seconds.` : ''
          const message = `${error.message}.${wait}`
          const status = error.retryAfter ? 429 : 401
          return showForm(reply, status, { next: nextOf(form), message, email })
        }
      },
    ),
    page(
      { ...look, path: '/sign-out', method: 'POST', summary: 'Sign out' },
      async (request, reply, { now }) => {
        const token = cookieOf(request, auth.cookieName)
        if (token) await endSession(db, hashOfSecret(token), now)
        reply.header('set-cookie', `${auth.cookieName}=; Max-Age=0; ${flags}`)
        return reply.redirect('/sign-in', 303)
      },
    ),
  ]
}

/** Only a path of this server may follow a sign-in. */
function nextOf(given: unknown): string {
  const next = (given as { next?: unknown } | undefined)?.next
  return typeof next === 'string' && /^\/(?![/\\])[\x21-\x7e]*$/.test(next) ? next : '/'
}

function showForm(
  reply: FastifyReply,
  status: number,
  of: { next: string; message?: string; email?: string },
): FastifyReply {
  const body = html`<section class="narrow">
    <h1>Tutti</h1>
    ${of.message && html`<p class="error" role="alert">${of.message}</p>`}
    <form method="post" action="/sign-in">
      <input type="hidden" name="next" value="${of.next}" />
      <label for="email">E-mail address</label>
      <input id="email" name="email" autocomplete="username" required value="${of.email ?? ''}" />
      <label for="password">Password</label>
      <input
        id="password"
        name="password"
        type="password"
        autocomplete="current-password"
        required
      />
      <button>Sign in</button>
    </form>
  </section>`
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .send(layout({ title: 'Sign in', body }))
}
