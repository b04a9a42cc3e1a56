#!/bin/sh
# invoked after instantiation: the address of the peer is the first argument
echo "peer $1"
