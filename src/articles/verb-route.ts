// The route of a verb of the workflow: who may use it is said by the action of its name, and it answers 200.
import { applyDecorators, HttpCode, Post } from '@nestjs/common';
import { Allow } from '../identity/route-access';
import type { Verb } from './workflow';

export const VerbRoute = (verb: Verb): MethodDecorator => applyDecorators(Allow(verb), HttpCode(200), Post(verb));
