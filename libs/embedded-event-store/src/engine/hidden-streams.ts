const hidden = /^(\$epoch-information$|\$persistentsubscription-\$all::.*-(checkpoint|parked)$)/s;

/** The node's own book-keeping about the whole log: to be seen when read by name, but not as part of the whole log. */
export const isHiddenFromAll = (streamName: string) => streamName.startsWith('$') && hidden.test(streamName);
