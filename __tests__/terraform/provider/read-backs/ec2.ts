import { byDefault, computed, echoed, filledIn, type ReadBacks } from "../read-back.ts";

const INSTANCE_GO = "internal/service/ec2/ec2_instance.go";
const PROFILE_GO = "internal/service/iam/instance_profile.go";

export const EC2: ReadBacks = {
  aws_iam_instance_profile: echoed(PROFILE_GO, "name", "role"),
  aws_instance: {
    ...echoed(INSTANCE_GO, "ami", "instance_type", "iam_instance_profile", "tags"),
    ...computed(INSTANCE_GO, "associate_public_ip_address", "key_name", "subnet_id", "vpc_security_group_ids"),
    ...computed(INSTANCE_GO, "user_data", "user_data_base64"),
    ...byDefault(INSTANCE_GO, { user_data_replace_on_change: false, source_dest_check: true }),
    ...echoed(INSTANCE_GO, "metadata_options.http_endpoint", "metadata_options.http_tokens"),
    ...computed(INSTANCE_GO, "metadata_options.http_put_response_hop_limit"),
    ...byDefault(INSTANCE_GO, { "metadata_options.http_protocol_ipv6": "disabled" }),
    ...filledIn(INSTANCE_GO, { "metadata_options.instance_metadata_tags": "disabled" }),
    ...computed(INSTANCE_GO, "root_block_device.encrypted", "root_block_device.volume_size"),
    ...computed(INSTANCE_GO, "root_block_device.volume_type"),
    ...byDefault(INSTANCE_GO, { "root_block_device.delete_on_termination": true }),
    ...filledIn(INSTANCE_GO, {
      "root_block_device.iops": 3000,
      "root_block_device.throughput": 125,
      "root_block_device.kms_key_id": "arn:aws:kms:us-west-2:111122223333:key/made-up",
      availability_zone: "us-west-2a",
      disable_api_stop: false,
      disable_api_termination: false,
      ebs_optimized: false,
      instance_initiated_shutdown_behavior: "stop",
      monitoring: false,
      private_ip: "10.20.8.4",
      tenancy: "default",
    }),
  },
};
