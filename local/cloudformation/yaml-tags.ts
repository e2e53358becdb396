import { Scalar, YAMLMap, type CollectionTag, type ScalarTag, type Tags, type YAMLSeq } from 'yaml';
import { FUNCTIONS } from './intrinsics';

const CONDITION_FUNCTIONS = ['Condition', 'Fn::And', 'Fn::Equals', 'Fn::Not', 'Fn::Or'];

function tagsOf(name: string): (ScalarTag | CollectionTag)[] {
  const tag = `!${name.replace('Fn::', '')}`;
  const scalar: ScalarTag = {
    tag,
    resolve: (text) => ({ [name]: name === 'Fn::GetAtt' ? attribute(text) : text }),
  };
  const collection = (kind: 'seq' | 'map'): CollectionTag => ({
    tag,
    collection: kind,
    resolve: (node: YAMLSeq | YAMLMap) => {
      const map = new YAMLMap();
      map.set(new Scalar(name), node);
      return map;
    },
  });
  return [scalar, collection('seq'), collection('map')];
}

/** `A.B.C`: the attribute `B.C` of A. */
function attribute(text: string): string[] {
  const [id = '', ...rest] = text.split('.');
  return [id, rest.join('.')];
}

/** `!Ref`, `!Sub` … as their long forms, so that the rest of the engine knows one form only. */
export const shortFormTags: Tags = [...FUNCTIONS, ...CONDITION_FUNCTIONS].flatMap(tagsOf);
