export { isPerson } from './store/access.ts'
export { createKey, ensureAdministrator, setPassword } from './actions/sign-in.ts'
