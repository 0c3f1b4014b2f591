import type { Module, Platform } from '../platform/module.ts'
import { taskRoutes } from './routes.ts'

export function tasksModule(platform: Platform): Module {
  return { name: 'tasks', routes: taskRoutes(platform) }
}
