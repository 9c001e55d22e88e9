import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app.js';
import { appConfig } from './app.config.js';

export async function start(): Promise<void> {
  await bootstrapApplication(App, appConfig);
}
