export { createKey, ensureAdministrator, setPassword } from './actions/sign-in.ts'
