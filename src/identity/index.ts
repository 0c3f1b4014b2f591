export { isPerson } from './store.ts'
export { createKey, ensureAdministrator, setPassword } from './actions/sign-in.ts'
