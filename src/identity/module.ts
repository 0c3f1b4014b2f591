import type { Module, Platform } from '../platform/module.ts'
import { createAuthentication, type Authentication } from './actions/authenticate.ts'
import { identityPages } from './pages.ts'
import { keyRoutes } from './routes/keys.ts'
import { meRoutes } from './routes/me.ts'
import { viewRoutes } from './routes/views.ts'

export function identityModule(platform: Platform): Module & Pick<Authentication, 'authenticate'> {
  const auth = createAuthentication(platform)
  return {
    name: 'identity',
    authenticate: auth.authenticate,
    routes: [
      ...meRoutes,
      ...keyRoutes(platform, auth),
      ...viewRoutes(platform),
      ...identityPages(platform, auth),
    ],
  }
}
