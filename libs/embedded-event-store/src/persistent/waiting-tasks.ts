import type { Task } from './group-event.js';

/** `given`: somebody has it now; `kept`: not now, but others may be; `stop`: nobody takes anything. */
export type Given = 'given' | 'kept' | 'stop';

/** Tasks that nobody works on, oldest first. */
export class WaitingTasks {
  private tasks: Task[] = [];

  get count(): number {
    return this.tasks.length;
  }

  add(task: Task): void {
    let index = this.tasks.length;
    while (index > 0 && this.sequenceAt(index - 1) > task.sequence) index -= 1;
    this.tasks.splice(index, 0, task);
  }

  giveOut(give: (task: Task) => Given): void {
    const kept: Task[] = [];
    let considered = 0;
    for (const task of this.tasks) {
      const given = give(task);
      if (given === 'stop') break;
      if (given === 'kept') kept.push(task);
      considered += 1;
    }
    if (considered > kept.length) this.tasks.splice(0, considered, ...kept);
  }

  private sequenceAt(index: number): number {
    return this.tasks[index]?.sequence ?? -1;
  }
}
