import type { Module, Platform } from '../platform/module.ts'
import { createAuthentication, type Authentication } from './actions/authenticate.ts'
import { identityPages } from './pages.ts'
import { identityRoutes } from './routes.ts'

export function identityModule(platform: Platform): Module & Pick<Authentication, 'authenticate'> {
  const auth = createAuthentication(platform)
  return {
    name: 'identity',
    authenticate: auth.authenticate,
    routes: [...identityRoutes(platform, auth), ...identityPages(platform, auth)],
  }
}
