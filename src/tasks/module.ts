import type { Module, Platform } from '../platform/module.ts'
import { taskRoutes, type TaskWorld } from './routes.ts'

export type { TaskWorld }

export function tasksModule(platform: Platform, world: TaskWorld): Module {
  return { name: 'tasks', routes: taskRoutes(platform, world) }
}
