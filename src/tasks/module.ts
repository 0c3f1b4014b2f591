import type { Module, Platform } from '../platform/module.ts'
import { taskRoutes } from './routes.ts'

/** `endThemselves` are the causes whose tasks nobody closes by hand while they last. */
export function tasksModule(platform: Platform, endThemselves: ReadonlySet<string>): Module {
  return { name: 'tasks', routes: taskRoutes(platform, endThemselves) }
}
