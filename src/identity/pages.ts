import type { FastifyReply } from 'fastify'
import { Refusal } from '../lib/refusal.ts'
import { html } from '../platform/http/html.ts'
import { brand, layout } from '../platform/http/layout.ts'
import { page, type Route } from '../platform/http/route.ts'
import type { Platform } from '../platform/module.ts'
import { signIn } from './actions/sign-in.ts'
import { cookieOf, type Authentication } from './actions/authenticate.ts'
import { hashOfSecret } from './domain/api-key.ts'
import { createThrottle, networkOf } from './domain/throttle.ts'
import { endSession } from './store/access.ts'

const TRIES = 8
const TRY_BACK_SECONDS = 20

export function identityPages(platform: Platform, auth: Authentication): Route[] {
  const throttle = createThrottle(TRIES, TRY_BACK_SECONDS)
  const { db, clock, config } = platform
  const flags = `Path=/; HttpOnly; SameSite=Lax${config.TUTTI_INSECURE_LAN ? '' : '; Secure'}`
  const look = { access: 'public' as const, tag: 'Pages' }
  return [
    page({ ...look, path: '/sign-in', summary: 'Sign in' }, async (request, reply) => {
      const next = nextOf(request.query)
      if (cookieOf(request, auth.cookieName) === undefined) return showForm(reply, 200, { next })
      const caller = await auth.authenticate(request)
      if (caller.via === 'session') return reply.redirect(next, 303)
      return showForm(reply, 200, { next, note: ENDED })
    }),
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
  return typeof next === 'string' && /^\/(?![/\\])[\x21-\x7e]*$/.test(next) ? next : '/console'
}

const ENDED = 'Your session has ended. Sign in to go on where you were.'

function showForm(
  reply: FastifyReply,
  status: number,
  of: { next: string; note?: string; message?: string; email?: string },
): FastifyReply {
  const { next, note, message, email } = of
  // The cursor stands where typing goes on.
  const [first, then] = email ? [false, html`autofocus`] : [html`autofocus`, false]
  const fault = message && html`aria-invalid="true" aria-describedby="fault"`
  const body = html`<div class="sign-in">
    <p class="brand">${brand()}</p>
    <div class="sheet">
      <h1>Sign in</h1>
      ${note && html`<p class="notice" role="status">${note}</p>`}
      ${message && html`<p class="notice critical" role="alert" id="fault">${message}</p>`}
      <form method="post" action="/sign-in">
        <input type="hidden" name="next" value="${next}" />
        <label for="email">E-mail address</label>
        <input
          id="email"
          name="email"
          type="email"
          autocomplete="username"
          required
          value="${email ?? ''}"
          ${fault}
          ${first}
        />
        <label for="password">Password</label>
        <input
          id="password"
          name="password"
          type="password"
          autocomplete="current-password"
          required
          ${fault}
          ${then}
        />
        <button>Sign in</button>
      </form>
    </div>
  </div>`
  const title = message === undefined ? 'Sign in' : 'Not signed in'
  return reply.code(status).type('text/html; charset=utf-8').send(layout({ title, body }))
}
